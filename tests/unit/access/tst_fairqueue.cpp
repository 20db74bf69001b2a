// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/fairqueue.h"

#include <QTest>

#include <deque>
#include <memory>
#include <random>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Named final : FairQueue::Waiter
{
    explicit Named(QString text) : name(std::move(text)) {}
    QString name;
};

} // namespace

class TestFairQueue final : public QObject
{
    Q_OBJECT

    std::deque<Named> m_waiters; // keeps addresses

    Named &join(FairQueue &queue, const QString &session, const QString &name)
    {
        queue.join(m_waiters.emplace_back(name), session);
        return m_waiters.back();
    }
    static QString next(FairQueue &queue)
    {
        const auto *waiter = queue.takeNext();
        return waiter ? static_cast<const Named *>(waiter)->name : u"-"_s;
    }
    static QString drain(FairQueue &queue)
    {
        QStringList names;
        while (queue.size() > 0)
            names << next(queue);
        return names.join(u' ');
    }

private Q_SLOTS:
    void cleanup() { m_waiters.clear(); }

    void nobodyIsNext()
    {
        FairQueue queue;
        QCOMPARE(next(queue), u"-"_s);
        QCOMPARE(queue.longest(), nullptr);
        QCOMPARE(queue.latest(), nullptr);
    }

    void oneSessionKeepsItsOrder()
    {
        FairQueue queue;
        for (const auto &name : {u"a1"_s, u"a2"_s, u"a3"_s})
            join(queue, u"a"_s, name);
        QCOMPARE(drain(queue), u"a1 a2 a3"_s);
    }

    void sessionsTakeTurns()
    {
        FairQueue queue;
        for (const auto &name : {u"a1"_s, u"a2"_s, u"a3"_s, u"a4"_s})
            join(queue, u"a"_s, name);
        join(queue, u"b"_s, u"b1"_s);
        join(queue, u"c"_s, u"c1"_s);
        join(queue, u"c"_s, u"c2"_s);
        QCOMPARE(drain(queue), u"a1 b1 c1 a2 c2 a3 a4"_s);
    }

    // The one who comes with one request at a time waits for one other, not for the hundred of another session.
    void aNewcomerWaitsForOneTurnOfEach()
    {
        FairQueue queue;
        for (int i = 0; i < 100; ++i)
            join(queue, u"flood"_s, u"f%1"_s.arg(i));
        for (int i = 0; i < 10; ++i) {
            join(queue, u"quiet"_s, u"q"_s);
            QVERIFY(next(queue).startsWith(u'f'));
            QCOMPARE(next(queue), u"q"_s);
        }
    }

    void unnamedSessionsAreOnesOfTheirOwn()
    {
        FairQueue queue;
        join(queue, u"1"_s, u"named"_s);
        join(queue, u"1"_s, u"named too"_s);
        join(queue, {}, u"first"_s);
        join(queue, {}, u"second"_s);
        QCOMPARE(drain(queue), u"named first second named too"_s);
    }

    void whoeverLeavesIsSkipped()
    {
        FairQueue queue;
        Named &a1 = join(queue, u"a"_s, u"a1"_s);
        join(queue, u"a"_s, u"a2"_s);
        Named &b1 = join(queue, u"b"_s, u"b1"_s);
        join(queue, u"c"_s, u"c1"_s);
        QVERIFY(a1.isQueued());
        queue.leave(a1);
        queue.leave(b1);
        queue.leave(b1); // twice is once
        QVERIFY(!a1.isQueued());
        QCOMPARE(queue.size(), 2);
        QCOMPARE(static_cast<const Named *>(queue.longest())->name, u"a2"_s);
        QCOMPARE(static_cast<const Named *>(queue.latest())->name, u"c1"_s);
        queue.join(b1, u"b"_s); // and may come back, at the end
        QCOMPARE(drain(queue), u"a2 c1 b1"_s);
    }

    // However sessions come and go: between two turns of one that waits, every other one has one turn at most.
    void nobodyHasTwoTurnsWhileAnotherWaits()
    {
        std::mt19937 random(11);
        for (int round = 0; round < 100; ++round) {
            FairQueue queue;
            QHash<QString, QHash<QString, int>> turns; // while the first waited, how often the second was served
            QHash<QString, std::deque<Named *>> waiting;
            std::deque<Named> waiters;
            for (int step = 0; step < 300; ++step) {
                const QString session = u"s%1"_s.arg(random() % 6);
                if (random() % 2 == 0) {
                    queue.join(waiters.emplace_back(session), session);
                    waiting[session].push_back(&waiters.back());
                } else if (random() % 5 == 0 && !waiting[session].empty()) {
                    queue.leave(*waiting[session].back());
                    waiting[session].pop_back();
                } else if (auto *taken = static_cast<Named *>(queue.takeNext())) {
                    QCOMPARE(waiting[taken->name].front(), taken);
                    waiting[taken->name].pop_front();
                    turns.remove(taken->name);
                    for (auto other = waiting.cbegin(); other != waiting.cend(); ++other)
                        if (!other->empty() && other.key() != taken->name)
                            QCOMPARE_LE(++turns[other.key()][taken->name], 1);
                }
                if (waiting[session].empty())
                    turns.remove(session);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestFairQueue)
#include "tst_fairqueue.moc"
