// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/requestmatch.h"

#include <algorithm>

namespace homeport {

namespace {

const QString &nameOf(UsageDimension dimension, const RequestRecord &record)
{
    switch (dimension) {
    case UsageDimension::Account:
        return record.account;
    case UsageDimension::Model:
        return record.model;
    case UsageDimension::Key:
        return record.key;
    case UsageDimension::Tool:
        return record.tool;
    case UsageDimension::Project:
        break;
    }
    return record.project;
}

bool hasWord(const RequestRecord &record, const QString &word)
{
    if (record.status != 0 && word == QString::number(record.status))
        return true;
    const QStringView fields[] = {record.account, record.key,  record.model,   record.tool,  record.project,
                                  record.session, record.path, record.program, record.detail};
    return std::any_of(std::begin(fields), std::end(fields),
                       [&word](QStringView field) { return field.contains(word, Qt::CaseInsensitive); });
}

} // namespace

bool matches(const LedgerFilter &filter, const RequestRecord &record)
{
    const bool isRunning = record.outcome == RequestRecord::Outcome::Running;
    if (filter.status != LedgerFilter::Status::All
        && (isRunning || !hasStatus(filter.status, record.status, static_cast<int>(record.outcome))))
        return false;
    if (filter.since != 0 && record.startedAt.toMSecsSinceEpoch() < filter.since)
        return false;
    if (!filter.session.isEmpty() && record.session != filter.session)
        return false;
    const bool isThere = std::all_of(filter.where.cbegin(), filter.where.cend(),
                                     [&record](const auto &wanted) { return nameOf(wanted.first, record) == wanted.second; });
    const QStringList words = filter.words();
    return isThere && std::all_of(words.cbegin(), words.cend(), [&record](const QString &word) { return hasWord(record, word); });
}

} // namespace homeport
