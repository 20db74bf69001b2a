// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Activity page's list over a real ledger.
#include "app/window/activityadapter.h"
#include "core/usage/ledger.h"
#include "core/usage/requestlog.h"
#include "tests/support/await.h"
#include "ui/activity/requestfeed.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using homeport::testing::await;

class TestActivityAdapter final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    static RequestRecord record(quint64 id)
    {
        RequestRecord made;
        made.id = id;
        made.startedAt = QDateTime::currentDateTimeUtc().addSecs(static_cast<qint64>(id) - 10'000);
        made.account = id % 2 == 0 ? u"Work"_s : u"Home"_s;
        made.accountId = id % 2 == 0 ? 1 : 2;
        made.session = u"session-%1"_s.arg(id / 100);
        made.path = u"/v1/messages"_s;
        made.status = 200;
        made.outcome = RequestRecord::Outcome::Done;
        made.trace.steps << TraceStep{TraceStep::Basis::Pin, {}, {{1, u"Work"_s, RouteReason::Chosen, 0, 0, {}}}, {}};
        return made;
    }
    [[nodiscard]] static bool isIdle(const RequestFeed &feed) { return feed.progress().state == RequestFeed::Progress::State::Idle; }
    // Two runs: 1,500 requests each.
    void fill(Ledger &ledger) const
    {
        QList<RequestRecord> records;
        for (quint64 id = 1; id <= 1500; ++id)
            records << record(id);
        {
            Ledger before;
            QVERIFY(await(before.open(m_folder.filePath(u"ledger.db"_s), u"one"_s)).has_value());
            before.append(records);
        }
        QVERIFY(await(ledger.open(m_folder.filePath(u"ledger.db"_s), u"one"_s)).has_value());
        ledger.append(records);
    }

private Q_SLOTS:
    void theListGoesThroughAllRuns()
    {
        Ledger ledger;
        fill(ledger);
        ActivityAdapter adapter(ledger);
        QSignalSpy changed(&adapter, &ActivityService::changed);
        RequestLog log;
        RequestFeed feed(adapter, log);
        feed.setActive(true);
        feed.setFilter({});
        QTRY_COMPARE(feed.rows().size(), RequestFeed::PageSize);
        QCOMPARE(feed.rows().constFirst().id, adapter.idOf(1500));
        QCOMPARE(feed.progress().total, 3000);
        while (!feed.hasOldest()) {
            feed.older();
            QTRY_VERIFY(isIdle(feed));
        }
        QCOMPARE(feed.rows().size(), 3000);
        QCOMPARE(feed.rows().constLast().id, static_cast<quint64>(ledgerId(ledger.run() - 1, 1)));

        log.apply({record(1501)}); // told by the log, then by the ledger too: once
        ledger.append({record(1501), record(1502)});
        QVERIFY(changed.wait());
        QTRY_COMPARE(feed.rows().constFirst().id, adapter.idOf(1502));
        QCOMPARE(feed.rows().at(1).id, adapter.idOf(1501));
        QCOMPARE(feed.rows().at(2).id, adapter.idOf(1500));

        LedgerFilter filter;
        filter.where[UsageDimension::Account] = u"Home"_s;
        filter.text = u"SESSION-3"_s; // of both runs
        feed.setFilter(filter);
        QTRY_VERIFY(isIdle(feed) && feed.hasOldest());
        QCOMPARE(feed.rows().size(), 100);
        QCOMPARE(await(adapter.names(UsageDimension::Account)).value(), (QStringList{u"Home"_s, u"Work"_s}));
    }

    void oldRequestsKnowWhy()
    {
        Ledger ledger;
        fill(ledger);
        ActivityAdapter adapter(ledger);
        const auto id = static_cast<quint64>(ledgerId(ledger.run() - 1, 7));
        const auto whole = await(adapter.request(id));
        QVERIFY(whole.has_value());
        QCOMPARE(whole->id, id);
        QVERIFY(whole->trace.steps == record(7).trace.steps);
        QCOMPARE(await(adapter.request(1)).error().code, Error::Code::NotFound);
    }

    void whyItCanNotBeReadArrives()
    {
        Ledger ledger;
        ActivityAdapter adapter(ledger);
        QCOMPARE(await(adapter.page({})).error().code, Error::Code::Storage);
        QCOMPARE(adapter.idOf(7), quint64(7));
    }
};

QTEST_MAIN(TestActivityAdapter)
#include "tst_activityadapter.moc"
