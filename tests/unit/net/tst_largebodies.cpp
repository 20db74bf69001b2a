// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// In which order the relay's thread sends on what arrived at once.
#include "core/base/readynotifier.h"
#include "core/net/httpengine.h"
#include "tests/support/ignoredtransfer.h"
#include "tests/support/serverthread.h"

#include <QTcpServer>
#include <QTest>

#include <array>
#include <memory>
#include <unistd.h>

#ifdef Q_OS_LINUX
#include <poll.h>
#include <sys/socket.h>
#endif

using namespace homeport;
using namespace homeport::test;

#ifdef Q_OS_LINUX
namespace {

// Two sockets with something to read in one turn of the event loop. The first to be read starts a request to @p listener; what
// counts is whether that has been connected to when the other one is read. Lives in one thread.
class TwoReadySockets
{
public:
    TwoReadySockets(const QTcpServer &listener, TransferRequest request)
        : m_listener(static_cast<int>(listener.socketDescriptor())), m_request(std::move(request))
    {
        for (auto &pair : m_pairs) {
            m_isMade = m_isMade && ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair.ends.data()) == 0;
            pair.notifier = std::make_unique<ReadyNotifier>(pair.ends[0], QSocketNotifier::Read, [this, &pair] { readable(pair); });
            pair.notifier->setEnabled(true);
        }
    }

    ~TwoReadySockets()
    {
        for (auto &pair : m_pairs) {
            pair.notifier.reset();
            ::close(pair.ends[0]);
            ::close(pair.ends[1]);
        }
    }
    Q_DISABLE_COPY_MOVE(TwoReadySockets)

    [[nodiscard]] bool makeReady()
    {
        return m_isMade && ::write(m_pairs[0].ends[1], "x", 1) == 1 && ::write(m_pairs[1].ends[1], "x", 1) == 1;
    }

    [[nodiscard]] int read() const { return m_read; }
    [[nodiscard]] bool wasConnected() const { return m_wasConnected; }

private:
    struct Pair
    {
        std::array<int, 2> ends{-1, -1};
        std::unique_ptr<ReadyNotifier> notifier;
    };

    void readable(Pair &pair)
    {
        pair.notifier->setEnabled(false);
        if (m_read++ == 0) {
            m_transfer = m_engine.start(m_request, &m_handler);
            return;
        }
        pollfd waiting{.fd = m_listener, .events = POLLIN, .revents = 0};
        // A small one has not been begun at all, and no wait would change that. What was begun may take the kernel a moment.
        m_wasConnected = ::poll(&waiting, 1, 500) == 1;
    }

    int m_listener;
    TransferRequest m_request;
    std::array<Pair, 2> m_pairs;
    bool m_isMade = true;
    int m_read = 0;
    bool m_wasConnected = false;
    IgnoredTransfer m_handler;
    HttpEngine m_engine{{}};
    std::unique_ptr<Transfer> m_transfer;
};

} // namespace
#endif

class TestLargeBodies final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesOutBeforeTheNextSocketIsRead_data()
    {
        QTest::addColumn<int>("bytes");
        QTest::addColumn<bool>("before");
        QTest::newRow("small: what arrived together leaves together") << 256 * 1024 - 1 << false;
        QTest::newRow("large") << 256 * 1024 << true;
    }

    void goesOutBeforeTheNextSocketIsRead()
    {
#ifdef Q_OS_LINUX
        QFETCH(int, bytes);
        QTcpServer listener;
        QVERIFY(listener.listen(QHostAddress::LocalHost));
        TransferRequest request;
        request.method = "POST";
        request.url = "http://127.0.0.1:" + QByteArray::number(listener.serverPort()) + "/";
        request.body = QByteArray(bytes, 'b');
        listener.pauseAccepting(); // the connection stays where poll() sees it

        ServerThread thread;
        std::unique_ptr<TwoReadySockets> sockets;
        thread.in([&] { sockets = std::make_unique<TwoReadySockets>(listener, request); });
        bool isReady = false;
        thread.in([&] { isReady = sockets->makeReady(); });
        int read = 0;
        const bool bothRead = QTest::qWaitFor([&] {
            thread.in([&] { read = sockets->read(); });
            return read == 2;
        });
        const bool wasConnected = sockets->wasConnected();
        thread.in([&] { sockets.reset(); });
        QVERIFY(thread.end());
        QVERIFY(isReady && bothRead);
        QTEST(wasConnected, "before");
#else
        QSKIP("Qt's own dispatchers send what is posted after the last socket.");
#endif
    }
};

QTEST_GUILESS_MAIN(TestLargeBodies)
#include "tst_largebodies.moc"
