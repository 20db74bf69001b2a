// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/ledger.h"
#include "core/usage/requestmatch.h"
#include "tests/support/await.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

using Outcome = RequestRecord::Outcome;
using Status = LedgerFilter::Status;

namespace {

RequestRecord anyRecord(QRandomGenerator &random, quint64 id)
{
    const auto pick = [&random](const QStringList &texts) { return texts.at(random.bounded(texts.size())); };
    RequestRecord record;
    record.id = id;
    record.startedAt = QDateTime::fromMSecsSinceEpoch(1'795'600'000'000 + static_cast<qint64>(id) * 1000, Qt::UTC);
    record.account = pick({{}, u"Work"_s, u"Home"_s});
    record.accountId = record.account.isEmpty() ? 0 : record.account.size() + record.account.at(0).unicode();
    record.key = pick({{}, u"laptop"_s});
    record.keyId = record.key.isEmpty() ? 0 : 1;
    record.model = pick({{}, u"opus-4"_s, u"haiku-4"_s});
    record.tool = pick({u"curl/8"_s, u"codex"_s});
    record.project = pick({{}, u"site"_s});
    record.session = pick({{}, u"0123-work"_s});
    record.path = u"/v1/messages"_s;
    record.program = pick({{}, u"node (pid 429)"_s});
    record.outcome = static_cast<Outcome>(1 + random.bounded(7));
    record.status = pick({u"200"_s, u"429"_s, u"502"_s}).toInt();
    record.detail = pick({{}, u"The upstream broke off."_s});
    return record;
}

} // namespace

// The same filter, asked of a record in memory and of the ledger's rows.
class TestRequestMatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRunningRequestHasNoStatus()
    {
        RequestRecord record;
        record.status = 200;
        LedgerFilter filter;
        QVERIFY(matches(filter, record));
        for (const Status status : {Status::Ok, Status::Failed, Status::ClientErrors, Status::ServerErrors, Status::BrokenOff}) {
            filter.status = status;
            QVERIFY(!matches(filter, record));
        }
    }

    void theLedgerAgrees()
    {
        const QTemporaryDir folder;
        QRandomGenerator random(20261126);
        QList<RequestRecord> records;
        for (quint64 id = 1; id <= 300; ++id)
            records << anyRecord(random, id);
        Ledger ledger;
        QVERIFY(await(ledger.open(folder.filePath(u"ledger.db"_s), u"one"_s)).has_value());
        ledger.append(records);
        const QStringList texts{{}, u"WORK"_s, u"429"_s, u"broke off"_s, u"haiku curl"_s, u"messages"_s, u"nowhere"_s};
        for (int round = 0; round < 150; ++round) {
            LedgerPageQuestion question;
            question.filter.text = texts.at(random.bounded(texts.size()));
            question.filter.status = static_cast<Status>(random.bounded(6));
            question.filter.since = random.bounded(2) == 0 ? 0 : 1'795'600'000'000 + random.bounded(300'000);
            question.filter.session = random.bounded(4) == 0 ? u"0123-work"_s : QString();
            if (random.bounded(2) == 0)
                question.filter.where[UsageDimension::Account] = random.bounded(2) == 0 ? QString() : u"Home"_s;
            if (random.bounded(4) == 0)
                question.filter.where[UsageDimension::Project] = u"site"_s;
            question.count = 1000;
            QList<quint64> expected;
            for (auto record = records.crbegin(); record != records.crend(); ++record) {
                if (matches(question.filter, *record))
                    expected << record->id;
            }
            QList<quint64> found;
            for (bool end = false; !end;) {
                const auto page = await(ledger.page(question));
                QVERIFY(page.has_value());
                for (const LedgerEntry &entry : page->entries)
                    found << static_cast<quint64>(entry.row.number);
                question.from = page->next;
                end = page->end;
            }
            QCOMPARE(found, expected);
        }
    }
};

QTEST_GUILESS_MAIN(TestRequestMatch)
#include "tst_requestmatch.moc"
