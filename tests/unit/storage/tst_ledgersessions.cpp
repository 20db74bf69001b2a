// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ledgerrepository.h"
#include "tests/unit/storage/ledgerrows.h"

#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

namespace {

LedgerRow of(qint64 number, const char *time, const QString &session, qint64 cost = 100)
{
    LedgerRow row = ledgerRow(number, at(time));
    row.session = session;
    row.cost = cost;
    return row;
}

SessionQuestion between(const char *from, const char *to)
{
    SessionQuestion question;
    question.from = QDateTime::fromMSecsSinceEpoch(at(from), Qt::UTC);
    question.to = QDateTime::fromMSecsSinceEpoch(at(to), Qt::UTC);
    return question;
}

} // namespace

// Usage by session, from single requests.
class TestLedgerSessions final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<LedgerRepository> m_ledger;

    void add(const QList<LedgerRow> &rows) { QCOMPARE(m_ledger->add(rows, QTimeZone::utc()).value_or(0), rows.size()); }
    [[nodiscard]] SessionReport ask(const SessionQuestion &question)
    {
        const auto sessions = m_ledger->sessions(question);
        while (sessions->step().value_or(false)) {}
        return sessions->report().value_or(SessionReport());
    }
    [[nodiscard]] static QStringList names(const SessionReport &report)
    {
        QStringList names;
        for (const SessionUsage &one : report.sessions)
            names << one.session;
        return names;
    }

private Q_SLOTS:
    void init()
    {
        m_ledger.reset();
        const QString path = m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()) + u".db");
        auto opened = LedgerRepository::open(path, u"one"_s);
        QVERIFY(opened.has_value());
        m_ledger = std::move(*opened);
    }

    // A clock that was wrong for some requests does not hide those before.
    void goesOnBehindAClockThatWasSlow()
    {
        add({of(1, "2026-11-20T10:00:00", u"a"_s), of(2, "2026-11-20T03:00:00", u"slow clock"_s), of(3, "2026-11-20T11:00:00", u"b"_s)});
        const SessionReport report = ask(between("2026-11-20T09:00:00", "2026-11-20T12:00:00"));
        QCOMPARE(report.total.requests, 2);
        QCOMPARE(names(report).size(), 2);
    }

    void addsUpBySessionWithinTheRange()
    {
        LedgerRow later = of(4, "2026-11-20T11:00:00", u"dear"_s, 700);
        later.tool = u"claude-cli/2.2"_s;
        later.project = u"homeport"_s;
        later.status = 429;
        LedgerRow unpriced = of(5, "2026-11-20T11:30:00", QString(), -1);
        add({of(1, "2026-11-20T08:59:59", u"dear"_s), of(2, "2026-11-20T09:00:00", u"cheap"_s, 50), of(3, "2026-11-20T10:00:00", u"dear"_s),
             later, unpriced, of(6, "2026-11-20T12:00:00", u"too late"_s)});
        const SessionReport report = ask(between("2026-11-20T09:00:00", "2026-11-20T12:00:00"));
        QCOMPARE(names(report), (QStringList{u"dear"_s, u"cheap"_s, QString()}));
        const SessionUsage &dear = report.sessions.first();
        QCOMPARE(dear.totals, (UsageTotals{2, 1, 0, 200, 40, 0, 0, 0, 800}));
        QCOMPARE(dear.tool, u"claude-cli/2.2"_s);
        QCOMPARE(dear.project, u"homeport"_s);
        QCOMPARE(dear.first.toMSecsSinceEpoch(), at("2026-11-20T10:00:00"));
        QCOMPARE(dear.last.toMSecsSinceEpoch(), at("2026-11-20T11:00:00"));
        QCOMPARE(report.sessions.last().totals.unpriced, 1);
        QCOMPARE(report.total, (UsageTotals{4, 1, 1, 400, 80, 0, 0, 0, 850}));
        QCOMPARE(report.leftOut, 0);
    }

    void filters()
    {
        LedgerRow namesake = of(2, "2026-11-20T10:00:00", u"b"_s);
        namesake.key = {8, u"laptop"_s};
        LedgerRow home = of(3, "2026-11-20T10:00:00", u"c"_s);
        home.account = {2, u"home"_s};
        add({of(1, "2026-11-20T10:00:00", u"a"_s, 500), namesake, home});
        SessionQuestion question = between("2026-11-20T00:00:00", "2026-11-21T00:00:00");
        question.where[UsageDimension::Account] = u"work"_s;
        QCOMPARE(names(ask(question)), (QStringList{u"a"_s, u"b"_s}));
        question.keyId = 8;
        QCOMPARE(names(ask(question)), QStringList{u"b"_s});
        question.keyId = 9;
        QVERIFY(names(ask(question)).isEmpty());
        question.keyId = 0;
        question.session = u"a"_s;
        QCOMPARE(names(ask(question)), QStringList{u"a"_s});
        question.session = u"nobody's"_s;
        QVERIFY(names(ask(question)).isEmpty());
        question.session.clear();
        question.where[UsageDimension::Account] = u"nobody"_s;
        QVERIFY(names(ask(question)).isEmpty());
    }

    // A clock that was set back by less than an hour hides nothing.
    void goesOnPastRowsOfAClockThatWasWrong()
    {
        add({of(1, "2026-11-20T10:00:00", u"a"_s), of(2, "2026-11-20T09:10:00", u"set back"_s), of(3, "2026-11-20T10:05:00", u"b"_s)});
        const SessionReport report = ask(between("2026-11-20T10:00:00", "2026-11-21T00:00:00"));
        QCOMPARE(report.total.requests, 2);
    }

    // In short steps, between which rows may come; the sums are those of the rows.
    void manyRowsTakeManySteps()
    {
        constexpr int Count = 10'000;
        QRandomGenerator random(20261126);
        QHash<QString, UsageTotals> expected;
        QList<LedgerRow> rows;
        const qint64 first = at("2026-11-20T00:00:00");
        for (int i = 1; i <= Count; ++i) {
            LedgerRow row = randomRow(random, i, first, first + 1);
            row.startedAt = first + i * 1000;
            row.session = u"session %1"_s.arg(random.bounded(1500));
            UsageTotals one{1,
                            row.failed ? 1 : 0,
                            row.cost < 0 ? 1 : 0,
                            row.input,
                            row.output,
                            row.cacheWrite5m,
                            row.cacheWrite1h,
                            row.cacheRead,
                            std::max<qint64>(0, row.cost)};
            expected[row.session] += one;
            rows << row;
        }
        add(rows);
        const auto sessions = m_ledger->sessions(between("2026-11-20T00:00:00", "2026-11-21T00:00:00"));
        int steps = 1;
        for (; sessions->step(std::chrono::milliseconds(0)).value_or(false); ++steps) {
            if (steps == 1)
                add({of(Count + 1, "2026-11-20T00:00:01", u"came meanwhile"_s)});
        }
        QVERIFY2(steps > Count / 1000, qPrintable(QString::number(steps)));
        const SessionReport report = *sessions->report();
        QCOMPARE(report.total.requests, Count);
        QCOMPARE(report.sessions.size(), SessionReport::Most);
        QCOMPARE(report.leftOut, expected.size() - SessionReport::Most);
        UsageTotals all;
        for (const UsageTotals &one : std::as_const(expected))
            all += one;
        QCOMPARE(report.total, all);
        for (qsizetype i = 0; i < report.sessions.size(); ++i) {
            QCOMPARE(report.sessions[i].totals, expected.value(report.sessions[i].session));
            QVERIFY(i == 0 || report.sessions[i - 1].totals.cost >= report.sessions[i].totals.cost);
        }
    }
};

QTEST_GUILESS_MAIN(TestLedgerSessions)
#include "tst_ledgersessions.moc"
