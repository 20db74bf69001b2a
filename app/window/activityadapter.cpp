// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/activityadapter.h"

#include "core/base/onresult.h"
#include "core/usage/ledger.h"

namespace homeport {

namespace {

Result<RequestPage> pageOf(const Result<LedgerPage> &found)
{
    if (!found)
        return found.error();
    RequestPage page;
    page.records.reserve(found->entries.size());
    for (const LedgerEntry &entry : found->entries)
        page.records << recordOf(entry);
    page.lookedAt = found->lookedAt;
    page.first = found->first;
    page.next = found->next;
    page.end = found->end;
    page.total = found->total;
    return page;
}

} // namespace

ActivityAdapter::ActivityAdapter(Ledger &ledger) : m_ledger(ledger), m_pulse(ledger)
{
    connect(&m_pulse, &LedgerPulse::beat, this, &ActivityService::changed);
}

QFuture<Result<RequestPage>> ActivityAdapter::page(const LedgerPageQuestion &question)
{
    const auto promise = startedPromise<RequestPage>();
    onResult(m_ledger.page(question), this, [promise](const Result<LedgerPage> &found) { complete(promise, pageOf(found)); });
    return promise->future();
}

QFuture<Result<RequestRecord>> ActivityAdapter::request(quint64 id)
{
    return m_ledger.request(static_cast<qint64>(id));
}

QFuture<Result<QStringList>> ActivityAdapter::names(UsageDimension dimension)
{
    return m_ledger.names(dimension);
}

quint64 ActivityAdapter::idOf(quint64 logId) const
{
    return static_cast<quint64>(ledgerId(m_ledger.run(), static_cast<qint64>(logId)));
}

} // namespace homeport
