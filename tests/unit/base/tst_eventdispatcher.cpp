// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/deadlinetimer.h"
#include "tests/support/serverthread.h"

#include <QAbstractEventDispatcher>
#include <QSemaphore>
#include <QSignalSpy>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <utility>

using namespace homeport;
using namespace homeport::test;
using namespace std::chrono_literals;

// Everything runs in a thread driven by our dispatcher; on other platforms by Qt's own.
class TestEventDispatcher final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_thread = std::make_unique<ServerThread>();
        m_anchor = m_thread->anchor();
    }

    void cleanup() { QVERIFY(m_thread->end()); }

    void runsPostedWorkInOrder()
    {
        QList<int> order;
        for (int i = 0; i < 1000; ++i)
            QMetaObject::invokeMethod(m_anchor, [&order, i] { order << i; });
        in([] {});
        QCOMPARE(order.size(), 1000);
        QVERIFY(std::is_sorted(order.begin(), order.end()));
    }

    void wakesUpAgainAfterEachPost()
    {
        for (int i = 0; i < 200; ++i)
            in([] {}); // a lost wake-up would hang here
    }

    void workPostedFromWithinRuns()
    {
        QSemaphore done;
        QMetaObject::invokeMethod(m_anchor, [&] {
            QMetaObject::invokeMethod(
                m_anchor,
                [&] {
                    QMetaObject::invokeMethod(
                        m_anchor, [&] { done.release(); }, Qt::QueuedConnection);
                },
                Qt::QueuedConnection);
        });
        QVERIFY(done.tryAcquire(1, 5000));
    }

    void timersFireRepeatAndStop()
    {
        QSemaphore ticks;
        QSemaphore once;
        std::unique_ptr<QTimer> repeating;
        in([&] {
            repeating = std::make_unique<QTimer>();
            QObject::connect(repeating.get(), &QTimer::timeout, repeating.get(), [&] { ticks.release(); });
            repeating->start(2ms);
            QTimer::singleShot(1ms, repeating.get(), [&] { once.release(); });
        });
        QVERIFY(ticks.tryAcquire(5, 5000));
        QVERIFY(once.tryAcquire(1, 5000));
        in([&] {
            QVERIFY(repeating->remainingTime() <= 2);
            repeating.reset();
        });
        const int seen = ticks.available();
        in([] {});
        QCOMPARE(ticks.available(), seen);
        QCOMPARE(once.available(), 0);
    }

    // Another thread's quit() just before the loop goes on, with a post of its own pending: nothing else wakes it.
    void anInterruptFromBeforeTheWaitHolds()
    {
        bool isOurs = false;
        qint64 waited = -1;
        in([&] {
            QAbstractEventDispatcher *dispatcher = QThread::currentThread()->eventDispatcher();
            isOurs = dispatcher->metaObject()->className() == QByteArray("homeport::EpollDispatcher");
            if (!isOurs)
                return;
            dispatcher->processEvents(QEventLoop::AllEvents); // the wake-up that brought us here
            QTimer end;
            end.setSingleShot(true);
            end.start(2000); // or it would never return
            QElapsedTimer timer;
            timer.start();
            dispatcher->interrupt();
            dispatcher->processEvents(QEventLoop::WaitForMoreEvents);
            waited = timer.elapsed();
        });
        if (!isOurs)
            QSKIP("this platform has Qt's own");
        QVERIFY2(waited < 1500, qPrintable(QString::number(waited)));
    }

    void aTimerMayDeleteAnotherOne()
    {
        QSemaphore done;
        in([&] {
            auto *victim = new QTimer;
            auto *killer = new QTimer;
            for (QTimer *timer : {killer, victim})
                timer->setSingleShot(true);
            QObject::connect(killer, &QTimer::timeout, killer, [=, &done] {
                delete victim;
                killer->deleteLater();
                done.release();
            });
            QObject::connect(victim, &QTimer::timeout, victim, [] { qFatal("a deleted timer fired"); });
            killer->start(1ms);
            victim->start(1ms);
            QThread::msleep(5); // both are due in the same turn
        });
        QVERIFY(done.tryAcquire(1, 5000));
    }

    void notifiersFollowTheirEnabledState()
    {
        std::array<int, 2> ends{};
        QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()), 0);
        QSemaphore readable;
        std::unique_ptr<QSocketNotifier> notifier;
        in([&] {
            notifier = std::make_unique<QSocketNotifier>(ends[0], QSocketNotifier::Read);
            QObject::connect(notifier.get(), &QSocketNotifier::activated, notifier.get(), [&] {
                notifier->setEnabled(false);
                readable.release();
            });
        });
        QCOMPARE(::write(ends[1], "x", 1), 1);
        QVERIFY(readable.tryAcquire(1, 5000));
        in([] {});
        QCOMPARE(readable.available(), 0); // unread data, but disabled
        in([&] { notifier->setEnabled(true); });
        QVERIFY(readable.tryAcquire(1, 5000));
        in([&] { notifier.reset(); });
        ::close(ends[0]);
        ::close(ends[1]);
    }

    // Both are there when the wait ends: what was posted before something was sent is done before it is read.
    void postedWorkComesBeforeWhatWasSentAfterIt()
    {
#ifndef Q_OS_LINUX
        QSKIP("Qt's own dispatchers promise nothing of the kind.");
#endif
        std::array<int, 2> ends{};
        QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()), 0);
        QSemaphore done;
        QByteArray order;
        bool isSent = false;
        std::unique_ptr<QSocketNotifier> notifier;
        in([&] {
            notifier = std::make_unique<QSocketNotifier>(ends[0], QSocketNotifier::Read);
            QObject::connect(notifier.get(), &QSocketNotifier::activated, notifier.get(), [&] {
                notifier->setEnabled(false);
                order += 's';
                done.release();
            });
            QObject::connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, notifier.get(), [&] {
                if (std::exchange(isSent, true))
                    return;
                QMetaObject::invokeMethod(
                    m_anchor,
                    [&] {
                        order += 'p';
                        done.release();
                    },
                    Qt::QueuedConnection);
                (void)!::write(ends[1], "x", 1);
            });
        });
        QVERIFY(done.tryAcquire(2, 5000));
        in([&] { notifier.reset(); });
        QCOMPARE(order, QByteArray("ps"));
        ::close(ends[0]);
        ::close(ends[1]);
    }

    // The number of a closed descriptor comes back at once: the new socket must be heard.
    void aReusedDescriptorNumberIsHeard()
    {
        for (int round = 0; round < 50; ++round) {
            std::array<int, 2> ends{};
            QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()), 0);
            QSemaphore readable;
            QSocketNotifier *notifier = nullptr;
            in([&] {
                notifier = new QSocketNotifier(ends[0], QSocketNotifier::Read);
                QObject::connect(notifier, &QSocketNotifier::activated, notifier, [&, notifier] {
                    notifier->setEnabled(false);
                    readable.release();
                });
            });
            QCOMPARE(::write(ends[1], "x", 1), 1);
            QVERIFY(readable.tryAcquire(1, 5000));
            in([&] {
                delete notifier;
                ::close(ends[0]);
                ::close(ends[1]);
            });
        }
    }

    void carriesQtsOwnSockets()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QSemaphore echoed;
        std::unique_ptr<QTcpSocket> socket;
        in([&] {
            socket = std::make_unique<QTcpSocket>();
            QObject::connect(socket.get(), &QTcpSocket::connected, socket.get(), [&] { socket->write("ping"); });
            QObject::connect(socket.get(), &QTcpSocket::readyRead, socket.get(), [&] {
                if (socket->readAll() == "pong")
                    echoed.release();
            });
            socket->connectToHost(QHostAddress::LocalHost, server.serverPort());
        });
        QVERIFY(server.waitForNewConnection(5000));
        std::unique_ptr<QTcpSocket> peer(server.nextPendingConnection());
        QVERIFY(peer->waitForReadyRead(5000));
        QCOMPARE(peer->readAll(), "ping");
        peer->write("pong");
        peer->flush();
        QVERIFY(echoed.tryAcquire(1, 5000));
        in([&] { socket.reset(); });
    }

    void deadlinesAreSweptOnce()
    {
        QList<qint64> swept;
        DeadlineTimer deadlines([&](qint64 now) {
            swept << now;
            return swept.size() == 1 ? now + 5 : -1;
        });
        const qint64 due = deadlines.after(20ms);
        QCOMPARE(deadlines.after(1000ms) > due, true);
        QTRY_COMPARE(swept.size(), 2);
        QVERIFY(swept.first() >= due);
    }

private:
    void in(const std::function<void()> &work)
    {
        m_thread->in(work);
    }

    std::unique_ptr<ServerThread> m_thread;
    QObject *m_anchor = nullptr;
};

QTEST_GUILESS_MAIN(TestEventDispatcher)
#include "tst_eventdispatcher.moc"
