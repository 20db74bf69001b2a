// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/requestlisting.h"

#include "app/control/controljson.h"
#include "core/usage/ledger.h"
#include "core/usage/requestlog.h"
#include "core/usage/requestmatch.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MostBytes = MaxControlLine - 4096;
constexpr qint64 FirstLedgerId = ledgerId(1, 0);

bool isRunning(const RequestRecord &record)
{
    return record.outcome == RequestRecord::Outcome::Running;
}

} // namespace

QJsonObject requestJson(RequestRecord record, qint64 run)
{
    qint64 id = static_cast<qint64>(record.id);
    if (id < FirstLedgerId && run > 0)
        id = ledgerId(run, id);
    if (id >= ledgerId(run, 0))
        record.id = static_cast<quint64>(id - ledgerId(run, 0));
    QJsonObject object = toJson(record);
    object.insert("ledger_id"_L1, run > 0 ? QJsonValue(id) : QJsonValue());
    return object;
}

RequestListing::RequestListing(Ledger &ledger, RequestLog &log, const RequestQuery &query, bool follow, ControlReply *reply)
    : QObject(reply), m_ledger(ledger), m_log(log), m_query(query), m_follow(follow), m_reply(reply)
{
    m_question.filter = query.filter;
    m_question.traces = true;
    m_question.from = query.before > 0 && query.before < FirstLedgerId ? ledgerId(ledger.run(), query.before) : query.before;
}

void RequestListing::start()
{
    if (m_query.count == 0)
        return finish(nullptr);
    step();
}

void RequestListing::step()
{
    m_question.count = m_query.count - static_cast<int>(m_found.size());
    onResult(m_ledger.page(m_question), this, [this](const Result<LedgerPage> &page) {
        if (!page)
            return finish(&page.error());
        for (const LedgerEntry &entry : page->entries)
            m_found << recordOf(entry);
        m_question.from = page->next;
        if (page->end || m_found.size() >= m_query.count)
            return finish(nullptr);
        step();
    });
}

// Those that run, and those that have ended since the ledger was asked; without a ledger, all that the log still has. Newest first.
QList<RequestRecord> RequestListing::notInLedger(bool hasLedger) const
{
    QList<RequestRecord> running;
    QList<RequestRecord> ended;
    if (m_query.before != 0)
        return {};
    const quint64 newest = m_found.isEmpty() ? 0 : m_found.constFirst().id;
    for (const RequestRecord &record : m_log.records()) {
        const auto id = static_cast<quint64>(ledgerId(m_ledger.run(), static_cast<qint64>(record.id)));
        if (!matches(m_query.filter, record))
            continue;
        if (isRunning(record))
            running << record;
        else if (!hasLedger || id > newest)
            ended << record;
    }
    return running + ended;
}

QJsonArray RequestListing::asMuchAsOneLineHolds(const QList<RequestRecord> &newestFirst) const
{
    QJsonArray requests;
    qsizetype size = 0;
    for (const RequestRecord &record : newestFirst) {
        const QJsonObject request = requestJson(record, m_ledger.run());
        size += QJsonDocument(request).toJson(QJsonDocument::Compact).size() + 1;
        if (size > MostBytes)
            break;
        requests.prepend(request);
    }
    return requests;
}

// Oldest first, those that run last: what is new is nearest to where one goes on typing.
void RequestListing::finish(const Error *problem)
{
    const bool isPlain = m_query.filter.isEmpty() && m_query.before == 0;
    if (problem && !isPlain)
        return m_reply->fail(*problem);
    const QList<RequestRecord> all = (notInLedger(!problem) + m_found).mid(0, m_query.count);
    const QJsonArray requests = asMuchAsOneLineHolds(all);
    if (!m_follow) {
        QJsonObject result{{u"requests"_s, requests}};
        if (problem)
            result.insert("problem"_L1, problem->detail);
        return m_reply->finish(result);
    }
    for (const QJsonValue &request : std::as_const(requests))
        m_reply->sendEvent({{u"request"_s, request}});
    followLog();
}

void RequestListing::followLog()
{
    connect(&m_log, &RequestLog::changed, this, [this](const QList<RequestRecord> &batch) {
        for (const RequestRecord &record : batch) {
            if (matches(m_query.filter, record))
                m_reply->sendEvent({{u"request"_s, requestJson(record, m_ledger.run())}});
        }
    });
}

} // namespace homeport
