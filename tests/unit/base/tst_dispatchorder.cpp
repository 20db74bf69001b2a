// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/serverthread.h"

#include <QSemaphore>
#include <QSocketNotifier>
#include <QTest>

#include <array>
#include <memory>

#ifdef Q_OS_LINUX
#include <sys/socket.h>
#include <unistd.h>
#endif

using namespace homeport;
using namespace homeport::test;

// What the sockets that are ready in one turn of our dispatcher post, and when it is sent.
class TestDispatchOrder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsPostedMayGoBeforeTheNextSocket_data()
    {
        QTest::addColumn<bool>("asked");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("usually") << false << QByteArray("sspp");
        QTest::newRow("asked for") << true << QByteArray("spsp");
    }

    void whatIsPostedMayGoBeforeTheNextSocket()
    {
#ifdef Q_OS_LINUX
        QFETCH(const bool, asked);
        std::array<std::array<int, 2>, 2> pairs{};
        for (auto &pair : pairs)
            QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair.data()), 0);
        ServerThread thread;
        QSemaphore done;
        QByteArray order;
        std::array<std::unique_ptr<QSocketNotifier>, 2> notifiers;
        const auto posted = [&] {
            order += 'p';
            done.release();
        };
        const auto watch = [&](const std::array<int, 2> &pair, std::unique_ptr<QSocketNotifier> &notifier) {
            notifier = std::make_unique<QSocketNotifier>(pair[0], QSocketNotifier::Read);
            QObject::connect(notifier.get(), &QSocketNotifier::activated, thread.anchor(), [&, self = notifier.get()] {
                self->setEnabled(false);
                order += 's';
                QMetaObject::invokeMethod(thread.anchor(), posted, Qt::QueuedConnection);
                if (asked)
                    sendPostedBeforeNextSocket();
            });
            (void)!::write(pair[1], "x", 1);
        };
        thread.in([&] {
            watch(pairs[0], notifiers[0]);
            watch(pairs[1], notifiers[1]);
        });
        const bool isDone = done.tryAcquire(2, 5000);
        thread.in([&] { notifiers = {}; });
        QVERIFY(thread.end());
        for (const auto &pair : pairs) {
            ::close(pair[0]);
            ::close(pair[1]);
        }
        QVERIFY(isDone);
        QTEST(order, "expected");
#else
        QSKIP("Qt's own dispatchers send what is posted after the last socket.");
#endif
    }
};

QTEST_GUILESS_MAIN(TestDispatchOrder)
#include "tst_dispatchorder.moc"
