// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/storage/ledgerfixture.h"

#include <algorithm>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

using Way = LedgerPageQuestion::Way;
using Status = LedgerFilter::Status;

namespace {

// What the filter promises, said another way.
bool fits(const LedgerFilter &filter, const LedgerRow &row)
{
    const QString names[] = {row.account.text, row.model, row.key.text, row.tool, row.project};
    for (const auto &[dimension, name] : filter.where) {
        if (names[static_cast<int>(dimension)] != name)
            return false;
    }
    const QStringList words = filter.text.split(u' ', Qt::SkipEmptyParts);
    const QString all = QStringList{row.account.text, row.model, row.key.text, row.tool,   row.project,
                                    row.session,      row.path,  row.program,  row.detail, QString::number(row.status)}
                            .join(u'\n');
    const bool hasWords = std::all_of(words.cbegin(), words.cend(), [&](const QString &w) { return all.contains(w, Qt::CaseInsensitive); });
    return hasWords && hasStatus(filter.status, row.status, row.outcome) && row.startedAt >= filter.since;
}

} // namespace

// Single requests out of the ledger that fit a filter.
class TestLedgerSearch : public QObject, private LedgerFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { clear(); }

    void aStatusTellsHowItEnded_data()
    {
        QTest::addColumn<Status>("status");
        QTest::addColumn<QList<qint64>>("numbers");
        QTest::newRow("all") << Status::All << QList<qint64>{7, 6, 5, 4, 3, 2, 1};
        QTest::newRow("ok") << Status::Ok << QList<qint64>{1};
        QTest::newRow("failed") << Status::Failed << QList<qint64>{7, 6, 5, 4, 3, 2};
        QTest::newRow("4xx") << Status::ClientErrors << QList<qint64>{4, 2};
        QTest::newRow("5xx") << Status::ServerErrors << QList<qint64>{5, 3};
        QTest::newRow("broken off") << Status::BrokenOff << QList<qint64>{7, 6};
    }
    void aStatusTellsHowItEnded()
    {
        QFETCH(Status, status);
        QFETCH(QList<qint64>, numbers);
        add({special(1, 200, 1), special(2, 429, 1), special(3, 529, 1), special(4, 401, 2), special(5, 502, 3), special(6, 200, 4),
             special(7, 200, 5)});
        LedgerFilter filter;
        filter.status = status;
        QCOMPARE(found(filter), numbers);
    }

    // A clock that was wrong for some requests does not hide those before.
    void goesOnBehindAClockThatWasSlow()
    {
        add({ledgerRow(1, at("2026-11-20T10:00:00")), ledgerRow(2, at("2026-11-20T03:00:00")), ledgerRow(3, at("2026-11-20T11:00:00"))});
        LedgerFilter filter;
        filter.since = at("2026-11-20T09:00:00");
        QCOMPARE(found(filter), (QList<qint64>{3, 1}));
    }

    void textIsFoundInEveryField_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<qint64>>("numbers");
        QTest::newRow("model") << u"haiku"_s << QList<qint64>{2};
        QTest::newRow("path, whatever the case") << u"COUNT_tokens"_s << QList<qint64>{3};
        QTest::newRow("tool") << u"codex"_s << QList<qint64>{4};
        QTest::newRow("session") << u"0123-abc"_s << QList<qint64>{5};
        QTest::newRow("program") << u"48213"_s << QList<qint64>{6};
        QTest::newRow("detail") << u"broke off"_s << QList<qint64>{7};
        QTest::newRow("account") << u"höme"_s << QList<qint64>{8};
        QTest::newRow("project") << u"website"_s << QList<qint64>{9};
        QTest::newRow("status") << u"429"_s << QList<qint64>{9};
        QTest::newRow("every word") << u"website 429"_s << QList<qint64>{9};
        QTest::newRow("a word twice") << u"website website"_s << QList<qint64>{9};
        QTest::newRow("the ninth word is passed over") << u"w we web webs websi websit website 429 nowhere"_s << QList<qint64>{9};
        QTest::newRow("one word too many") << u"website haiku"_s << QList<qint64>();
        QTest::newRow("no pattern") << u"%"_s << QList<qint64>();
        QTest::newRow("nothing like it") << u"nowhere"_s << QList<qint64>();
    }
    void textIsFoundInEveryField()
    {
        QFETCH(QString, text);
        QFETCH(QList<qint64>, numbers);
        QList<LedgerRow> rows;
        for (qint64 number = 1; number <= 9; ++number)
            rows << ledgerRow(number, at("2026-11-20T10:00:00"));
        rows[1].model = u"claude-haiku-4-5"_s;
        rows[2].path = u"/v1/messages/count_tokens"_s;
        rows[3].tool = u"codex/0.4"_s;
        rows[4].session = u"0123-abcd"_s;
        rows[5].program = u"claude (pid 48213)"_s;
        rows[6].detail = u"The upstream broke off."_s;
        rows[7].account = {2, u"HÖME"_s};
        rows[8].project = u"website"_s;
        rows[8].status = 429;
        add(rows);
        LedgerFilter filter;
        filter.text = text;
        QCOMPARE(found(filter), numbers);
    }

    void namesAreThoseOfToday()
    {
        addPlain(1, 2);
        LedgerFilter filter;
        filter.where[UsageDimension::Account] = u"work"_s;
        QCOMPARE(found(filter).size(), 2);
        LedgerFilter text;
        text.text = u"renamed"_s;
        QCOMPARE(found(text).size(), 0);
        LedgerRow renamed = ledgerRow(3, at("2026-11-20T11:00:00"), u"renamed"_s);
        add({renamed});
        QCOMPARE(found(filter).size(), 0);
        QCOMPARE(found(text), (QList<qint64>{3, 2, 1})); // what was looked through before is looked at again
        filter.where[UsageDimension::Account] = u"renamed"_s;
        QCOMPARE(found(filter).size(), 3);
        filter.where[UsageDimension::Project] = QString(); // none
        QCOMPARE(found(filter).size(), 3);
    }

    void wordsThatComeLaterAreFoundToo()
    {
        addPlain(1, 2);
        LedgerFilter filter;
        filter.text = u"sess"_s;
        QCOMPARE(found(filter).size(), 0);
        LedgerRow row = ledgerRow(3, at("2026-11-20T11:00:00"));
        row.session = u"session-3"_s;
        add({row});
        QCOMPARE(found(filter), QList<qint64>{3});
        filter = {};
        filter.session = u"session-3"_s;
        QCOMPARE(found(filter), QList<qint64>{3});
        filter.session = u"session"_s;
        QCOMPARE(found(filter).size(), 0);
    }

    void aSearchGoesOnStepByStep()
    {
        addPlain(1, 3000);
        add({special(3001, 500, 1)});
        addPlain(3002, 4000);
        LedgerPageQuestion question;
        question.filter.status = Status::ServerErrors;
        question.lookAt = 500;
        const LedgerPage first = page(question);
        QCOMPARE(first.entries.size(), 0);
        QCOMPARE(first.lookedAt, 500);
        QCOMPARE(first.first, page({}).first);
        QVERIFY(!first.end);
        QCOMPARE(first.next, page({}).entries.first().id - 499);
        int steps = 0;
        QCOMPARE(numbersOf(all(question, &steps)), QList<qint64>{3001});
        QVERIFY(steps >= 9);
    }

    void whatIsTooOldEndsTheSearch()
    {
        addPlain(1, 2500); // a second apart, from ten o'clock
        LedgerPageQuestion question;
        question.filter.since = at("2026-11-20T10:41:31");
        QCOMPARE(all(question).size(), 10);
        question.filter.since = at("2026-11-20T13:00:00");
        for (const int lookAt : {50'000, 100}) { // a step may be shorter: it does not end among them
            question.lookAt = lookAt;
            const LedgerPage none = page(question);
            QVERIFY(none.end);
            QCOMPARE(none.lookedAt, 999); // so many on end are no slow clock
        }
    }

    void aNameThatNeverWasEndsTheSearch()
    {
        addPlain(1, 10);
        LedgerPageQuestion question;
        question.filter.where[UsageDimension::Model] = u"nobody's"_s;
        const LedgerPage none = page(question);
        QVERIFY(none.end);
        QCOMPARE(none.lookedAt, 0);
    }

    // Any filter, any size of step: the same as going through all rows.
    void searchesFindWhatFits()
    {
        QRandomGenerator random(20261126);
        const qint64 first = at("2026-11-01T00:00:00");
        QList<LedgerRow> rows;
        for (qint64 number = 1; number <= 600; ++number) {
            rows << randomRow(random, number, first + number * 10'000, first + number * 10'000 + 1);
            rows.last().detail = random.bounded(10) == 0 ? u"The upstream broke off."_s : QString();
            rows.last().session = u"session-%1"_s.arg(number / 20);
        }
        add(rows);
        const QStringList texts{{}, u"model-1"_s, u"tool/1"_s, u"broke"_s, u"session-1"_s, u"429"_s, u"KEY 1 account"_s, u"zzz"_s};
        for (int round = 0; round < 200; ++round) {
            LedgerPageQuestion question;
            question.filter.text = texts.at(random.bounded(texts.size()));
            question.filter.status = static_cast<Status>(random.bounded(6));
            question.filter.since = random.bounded(3) == 0 ? first + random.bounded(6'000'000) : 0;
            if (random.bounded(2) == 0)
                question.filter.where[UsageDimension::Account] = random.bounded(4) == 0 ? QString() : u"account 1"_s;
            if (random.bounded(3) == 0)
                question.filter.where[UsageDimension::Model] = u"model-1"_s;
            question.way = random.bounded(2) == 0 ? Way::Older : Way::Newer;
            question.count = 1 + random.bounded(30);
            question.lookAt = 1 + random.bounded(100);
            QList<qint64> expected;
            for (const LedgerRow &row : std::as_const(rows)) {
                if (fits(question.filter, row))
                    expected << row.number;
            }
            if (question.way == Way::Older)
                std::reverse(expected.begin(), expected.end());
            QCOMPARE(numbersOf(all(question)), expected);
        }
    }
};

QTEST_GUILESS_MAIN(TestLedgerSearch)
#include "tst_ledgersearch.moc"
