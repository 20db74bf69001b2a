// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/listedmodels.h"

#include <algorithm>

namespace homeport {

namespace {

// @p whole is @p part and more, from a mark on.
bool goesOn(QStringView whole, QStringView part)
{
    constexpr QStringView marks = u"-:.@";
    return whole.size() > part.size() && whole.startsWith(part) && marks.contains(whole.at(part.size()));
}

bool mayBeNameOf(QStringView asked, QStringView listed)
{
    constexpr QStringView newest = u"-latest";
    if (asked.endsWith(newest))
        asked.chop(newest.size());
    return asked == listed || goesOn(listed, asked) || goesOn(asked, listed);
}

} // namespace

void ListedModels::set(qint64 accountId, Protocol protocol, const QSet<QString> &names, bool isAll)
{
    m_lists.insert({accountId, static_cast<int>(protocol)}, {names, isAll});
}

bool ListedModels::mayServe(qint64 accountId, Protocol protocol, const QString &model) const
{
    const auto list = m_lists.constFind({accountId, static_cast<int>(protocol)});
    if (list == m_lists.constEnd() || !list->isAll || list->names.isEmpty() || list->names.contains(model))
        return true;
    return std::any_of(list->names.begin(), list->names.end(), [&model](const QString &listed) { return mayBeNameOf(model, listed); });
}

QStringList ListedModels::names(qint64 accountId, Protocol protocol) const
{
    const QSet<QString> known = m_lists.value({accountId, static_cast<int>(protocol)}).names;
    QStringList sorted(known.begin(), known.end());
    sorted.sort();
    return sorted;
}

} // namespace homeport
