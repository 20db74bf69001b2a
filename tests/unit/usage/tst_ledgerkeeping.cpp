// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"
#include "core/usage/ledger.h"
#include "tests/support/await.h"
#include "tests/unit/usage/ledgersamples.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

// The ledger between the relay's reports and the disk.
class TestLedgerKeeping : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] QString path() const { return m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()) + u".db"); }

private Q_SLOTS:
    void aRecordBecomesARow()
    {
        RequestRecord made = record(7);
        made.status = 429;
        made.session = u"a-session"_s;
        made.usage.complete = false;
        const LedgerRow row = ledgerRowOf(made);
        QCOMPARE(row.number, 7);
        QCOMPARE(row.account, (LedgerText{3, u"work"_s}));
        QCOMPARE(row.method, u"POST"_s);
        QCOMPARE(row.path, u"/v1/messages"_s);
        QCOMPARE(row.usage, LedgerRow::Usage::Partial);
        QVERIFY(row.failed);
        QVERIFY(row.answeredModel.isEmpty()); // the one that was asked for
        made.usage = TokenUsage();
        made.status = 200;
        QCOMPARE(ledgerRowOf(made).usage, LedgerRow::Usage::Unknown);
        QVERIFY(!ledgerRowOf(made).failed);
        made.outcome = RequestRecord::Outcome::ClientClosed;
        QVERIFY(ledgerRowOf(made).failed);
    }

    void aRowBecomesARecord()
    {
        RequestRecord made = record(7);
        made.key = u"laptop"_s;
        made.keyId = 4;
        made.tool = u"claude-cli/2.1.330"_s;
        made.project = u"homeport"_s;
        made.session = u"0123456789abcdef"_s;
        made.trace.session = u"0123456789ab"_s;
        made.trace.queuedMs = 5;
        made.trace.heldMs = 6;
        made.program = u"claude (pid 4)"_s;
        made.firstByteMs = 240;
        made.durationMs = 1800;
        made.bytesUp = 9;
        made.bytesDown = 10;
        made.usage = {1, 2, 3, 4, 5, 6, u"claude-opus-4-8-dated"_s, true, false, 7, u"end_turn"_s};
        made.prices = u"2026-11-01 published"_s;
        made.outcome = RequestRecord::Outcome::ClientClosed;
        made.detail = u"after 3 events"_s;
        made.startedAt = QDateTime::fromMSecsSinceEpoch(1'795'651'200'123, Qt::UTC);
        made.phase = RequestRecord::Phase::Answering;
        QVERIFY(recordOf({7, ledgerRowOf(made)}) == made);
        made.cost = -1;
        made.firstByteMs = -1;
        made.usage.model = made.model;
        QVERIFY(recordOf({7, ledgerRowOf(made)}) == made);
    }

    void itsEndWritesWhatWasAppended()
    {
        {
            Ledger ledger;
            QVERIFY(await(ledger.open(path(), u"one"_s)).has_value());
            for (quint64 id = 1; id <= 20; ++id)
                ledger.append({record(id)});
        }
        Ledger again;
        QVERIFY(await(again.open(path(), u"one"_s)).has_value());
        QCOMPARE(await(again.report(today()))->total.requests, 20);
    }

    void whatComesBeforeItIsOpenIsNotLost()
    {
        Ledger ledger;
        const auto opened = ledger.open(path(), u"one"_s);
        ledger.append({record(1)});
        const auto report = ledger.report(today());
        QVERIFY(await(opened).has_value());
        QCOMPARE(await(report)->total.requests, 1);
    }

    void whatCanNotBeWrittenIsWrittenLater()
    {
        Ledger ledger;
        QVERIFY(await(ledger.open(path(), u"one"_s)).has_value());
        const QSignalSpy failed(&ledger, &Ledger::failed);
        const QSignalSpy written(&ledger, &Ledger::written);
        {
            const auto other = LedgerRepository::open(path(), u"one"_s);
            QVERIFY(other.has_value());
            const auto locked = (*other)->database().transaction([&]() -> Result<void> { // somebody else writes, for too long
                ledger.append({record(1)});
                ledger.append({record(2)});
                [&] { QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 15'000); }();
                return {};
            });
            QVERIFY(locked.has_value());
        }
        QTRY_VERIFY_WITH_TIMEOUT(written.count() > 0 || failed.count() > 1, 15'000);
        ledger.append({record(3)});
        QTRY_COMPARE(await(ledger.report(today()))->total.requests, 3);
        QCOMPARE(failed.count(), 1); // told once
    }

    void everyQuestionHearsWhyThereIsNoLedger()
    {
        QFile damaged(path());
        QVERIFY(damaged.open(QIODevice::WriteOnly));
        damaged.write(QByteArray(8192, 'x'));
        damaged.close();
        Ledger ledger;
        const auto opened = await(ledger.open(path(), u"one"_s));
        QVERIFY(!opened.has_value());
        QCOMPARE(opened.error().code, Error::Code::Storage);
        ledger.append({record(1)});
        QCOMPARE(await(ledger.report(today())).error().detail, opened.error().detail);
        QCOMPARE(await(ledger.names(UsageDimension::Account)).error().detail, opened.error().detail);
        QCOMPARE(await(ledger.page({})).error().detail, opened.error().detail);
    }

    void tellsOfSessionsAndGoesOnWriting()
    {
        Ledger ledger;
        QVERIFY(await(ledger.open(path(), u"one"_s)).has_value());
        RequestRecord one = record(1);
        one.session = u"a"_s;
        ledger.append({one});
        SessionQuestion question{today().from, today().to, {}, 0, {}};
        const auto asked = ledger.sessions(question);
        ledger.append({record(2)});
        QCOMPARE(await(asked)->sessions.value(0).session, u"a"_s);
        QCOMPARE(await(ledger.sessions(question))->total.requests, 2);
        question.from = question.to.addDays(-32);
        const auto tooLong = await(ledger.sessions(question));
        QVERIFY(!tooLong && tooLong.error().code == Error::Code::Invalid);
    }

    void lessIsKeptFromNowOn()
    {
        Ledger ledger;
        QVERIFY(await(ledger.open(path(), u"one"_s)).has_value());
        LedgerRetention retention;
        ledger.setRetention(retention);
        QList<RequestRecord> many;
        for (quint64 id = 1; id <= 12'000; ++id) {
            many << record(id);
            many.last().startedAt = id <= 100 ? QDateTime::currentDateTimeUtc().addDays(-20) : QDateTime::currentDateTimeUtc();
        }
        ledger.append(many);
        QCOMPARE(await(ledger.state())->rows, 12'000);
        retention.days = 10;
        ledger.setRetention(retention);
        QTRY_COMPARE(await(ledger.state())->rows, 11'900);
        retention.rows = 1'000; // more than one step
        ledger.setRetention(retention);
        QTRY_COMPARE(await(ledger.state())->rows, 1'000);
        QCOMPARE(await(ledger.report(today()))->total.requests, 11'900); // sums stay
    }

    void nothingGoesBeforeItIsKnownHowMuch()
    {
        Ledger ledger;
        QVERIFY(await(ledger.open(path(), u"one"_s)).has_value());
        RequestRecord old = record(1);
        old.startedAt = QDateTime::currentDateTimeUtc().addDays(-500);
        const QSignalSpy written(&ledger, &Ledger::written);
        ledger.append({old});
        QTRY_COMPARE(written.count(), 1);
        QCOMPARE(await(ledger.state())->rows, 1);
        ledger.setRetention({});
        ledger.append({record(2)}); // with the first rows
        QTRY_COMPARE(await(ledger.state())->rows, 1);
    }

    void anAccountIsFoundByItsNewNameAtOnce()
    {
        Ledger ledger;
        QVERIFY(await(ledger.open(path(), u"one"_s)).has_value());
        const QSignalSpy written(&ledger, &Ledger::written);
        ledger.append({record(1)});
        QCOMPARE(await(ledger.names(UsageDimension::Account)).value(), QStringList{u"work"_s});
        QTRY_COMPARE(written.count(), 1);
        ledger.setNames(UsageDimension::Account, {{3, u"office"_s}});
        UsageQuestion question = today();
        question.where[UsageDimension::Account] = u"office"_s;
        QCOMPARE(await(ledger.report(question))->total.requests, 1);
        QTRY_COMPARE(written.count(), 2); // whoever shows names asks again
        ledger.setNames(UsageDimension::Account, {{3, u"office"_s}});
        QCOMPARE(await(ledger.report(question))->total.requests, 1);
        QCoreApplication::processEvents();
        QCOMPARE(written.count(), 2);
    }

    void aCopyCanBeCancelledAndMadeAgain()
    {
        Ledger ledger;
        QVERIFY(await(ledger.open(path(), u"one"_s)).has_value());
        QList<RequestRecord> many;
        for (quint64 id = 1; id <= 30'000; ++id)
            many << record(id);
        ledger.append(many);
        const QString copy = path() + u".copy"_s;
        const auto cancelled = std::make_shared<std::atomic_bool>(true);
        const auto given = await(ledger.copyTo(copy, cancelled));
        QCOMPARE(given.error().code, Error::Code::Cancelled);
        QVERIFY(!QFile::exists(copy));
        cancelled->store(false);
        const auto made = ledger.copyTo(copy, cancelled);
        ledger.append({record(30'001)});
        QVERIFY(await(made).has_value());
        Ledger again;
        QVERIFY(await(again.open(copy, u"one"_s)).has_value());
        QVERIFY(await(again.state())->rows >= 30'000);
    }

    void sessionsHaveTheLedgersError()
    {
        Ledger ledger;
        const auto told = await(ledger.sessions({today().from, today().to, {}, 0, {}}));
        QVERIFY(!told && told.error().code == Error::Code::Storage);
    }
};

QTEST_GUILESS_MAIN(TestLedgerKeeping)
#include "tst_ledgerkeeping.moc"
