// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/storage/ledgerfixture.h"

#include <algorithm>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

using Way = LedgerPageQuestion::Way;
using Status = LedgerFilter::Status;

// Single requests out of the ledger, page by page.
class TestLedgerPages : public QObject, private LedgerFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { clear(); }

    void pagesGoDownToTheOldest()
    {
        addPlain(1, 25);
        LedgerPageQuestion question;
        question.count = 10;
        const LedgerPage first = page(question);
        QCOMPARE(numbersOf(first.entries), (QList<qint64>{25, 24, 23, 22, 21, 20, 19, 18, 17, 16}));
        QVERIFY(!first.end);
        QCOMPARE(first.total, 25);
        question.from = first.next;
        QCOMPARE(page(question).entries.first().row.number, 15);
        QCOMPARE(all(question).size(), 15);
        question.until = first.entries.last().id - 3; // number 13
        QCOMPARE(numbersOf(page(question).entries), (QList<qint64>{15, 14}));
        QVERIFY(page(question).end);
    }

    void pagesGoUpToTheNewest()
    {
        addPlain(1, 25);
        LedgerPageQuestion question;
        question.way = Way::Newer;
        question.count = 4;
        QCOMPARE(numbersOf(page(question).entries), (QList<qint64>{1, 2, 3, 4}));
        question.from = page(question).next;
        QCOMPARE(page(question).entries.first().row.number, 5);
        QCOMPARE(all(question).size(), 21);
        question.filter.status = Status::Failed;
        QCOMPARE(all(question).size(), 0);
    }

    void runsFollowEachOther()
    {
        addPlain(1, 3);
        const qint64 before = ledger().run();
        open();
        addPlain(1, 2);
        const LedgerPage both = page({});
        QCOMPARE(numbersOf(both.entries), (QList<qint64>{2, 1, 3, 2, 1}));
        QCOMPARE(ledger().pages().entry(before * 4'294'967'296 + 3)->row.number, 3);
    }

    void oneRequestByItsId()
    {
        addPlain(1, 3);
        const LedgerEntry second = page({}).entries.at(1);
        const auto again = ledger().pages().entry(second.id);
        QVERIFY(again.has_value());
        QVERIFY(again->row == second.row);
        QCOMPARE(ledger().pages().entry(second.id + 100).error().code, Error::Code::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestLedgerPages)
#include "tst_ledgerpages.moc"
