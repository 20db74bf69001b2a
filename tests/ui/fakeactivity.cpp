// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakeactivity.h"

#include "core/base/onresult.h"
#include "core/usage/requestmatch.h"
#include "tests/ui/fakes.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

constexpr qint64 Run = 3;

} // namespace

FakeActivity::FakeActivity(RequestLog &log)
{
    connect(&log, &RequestLog::changed, this, [this](const QList<RequestRecord> &batch) {
        QList<RequestRecord> ended;
        for (const RequestRecord &record : batch) {
            if (record.outcome != RequestRecord::Outcome::Running)
                ended << record;
        }
        store(ended);
    });
}

quint64 FakeActivity::idOf(quint64 logId) const
{
    return static_cast<quint64>(ledgerId(isOpen ? Run : 0, static_cast<qint64>(logId)));
}

void FakeActivity::store(const QList<RequestRecord> &ended)
{
    for (RequestRecord record : ended) {
        record.id = static_cast<quint64>(ledgerId(Run, static_cast<qint64>(record.id)));
        m_stored.insert(record.id, record);
    }
}

void FakeActivity::storeOld(int count)
{
    for (int number = 1; number <= count; ++number) {
        RequestRecord record = sampleRequest(static_cast<quint64>(number));
        record.startedAt = record.startedAt.addDays(-30);
        record.session = u"session-%1"_s.arg(number / 10);
        record.id = static_cast<quint64>(ledgerId(Run - 1, number));
        m_stored.insert(record.id, record);
    }
}

Result<RequestPage> FakeActivity::look(const LedgerPageQuestion &question) const
{
    if (failWith)
        return *failWith;
    const bool isOlder = question.way == LedgerPageQuestion::Way::Older;
    RequestPage page;
    page.next = question.from;
    page.end = true;
    page.total = total < 0 ? m_stored.size() : total;
    QList<RequestRecord> rows = m_stored.values();
    if (isOlder)
        std::reverse(rows.begin(), rows.end());
    for (RequestRecord &record : rows) {
        const auto id = static_cast<qint64>(record.id);
        if (isOlder ? (question.from != 0 && id >= question.from) || id <= question.until : id <= question.from)
            continue;
        if (page.lookedAt == lookAt || page.records.size() == question.count) {
            page.end = false;
            break;
        }
        ++page.lookedAt;
        page.first = page.first == 0 ? id : page.first;
        page.next = id;
        if (matches(question.filter, record)) {
            record.trace.steps.clear(); // as rows of the ledger are
            page.records << record;
        }
    }
    return page;
}

QFuture<Result<RequestPage>> FakeActivity::page(const LedgerPageQuestion &question)
{
    asked << question;
    if (!hold)
        return readyResult(look(question));
    m_held.push_back({question, {}});
    m_held.back().promise.start();
    return m_held.back().promise.future();
}

void FakeActivity::answer()
{
    Held held = std::move(m_held.front());
    m_held.pop_front();
    held.promise.addResult(look(held.question));
    held.promise.finish();
}

QFuture<Result<RequestRecord>> FakeActivity::request(quint64 id)
{
    askedFor << id;
    if (failWith)
        return readyResult(Result<RequestRecord>(*failWith));
    if (!m_stored.contains(id))
        return readyResult(Result<RequestRecord>(Error{Error::Code::NotFound, u"There is none."_s}));
    return readyResult(Result<RequestRecord>(m_stored.value(id)));
}

QFuture<Result<QStringList>> FakeActivity::names(UsageDimension dimension)
{
    QStringList names;
    for (const RequestRecord &record : std::as_const(m_stored))
        names << (dimension == UsageDimension::Account ? record.account
                  : dimension == UsageDimension::Model ? record.model
                  : dimension == UsageDimension::Key   ? record.key
                  : dimension == UsageDimension::Tool  ? record.tool
                                                       : record.project);
    names.removeDuplicates();
    names.removeAll(QString());
    names.sort();
    return readyResult(Result<QStringList>(names));
}

} // namespace homeport::test
