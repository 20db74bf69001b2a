// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/peeridentity.h"
#include "core/http/socketpair.h"

#include <QTest>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

using namespace homeport;

namespace {

// A blocking socket; closed in the end.
class Socket final
{
public:
    explicit Socket(int fd) : m_fd(fd) {}
    Socket(Socket &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Socket(const Socket &) = delete;
    Socket &operator=(const Socket &) = delete;
    Socket &operator=(Socket &&) = delete;
    ~Socket() { close(); }

    void close()
    {
        if (m_fd >= 0)
            ::close(std::exchange(m_fd, -1));
    }
    [[nodiscard]] int fd() const { return m_fd; }
    [[nodiscard]] quint64 inode() const
    {
        struct stat info = {};
        return ::fstat(m_fd, &info) == 0 ? info.st_ino : 0;
    }

private:
    int m_fd;
};

sockaddr_in6 v6Address(const char *text, quint16 port)
{
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_port = htons(port);
    ::inet_pton(AF_INET6, text, &address.sin6_addr);
    return address;
}

sockaddr_in v4Address(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

template <typename Address>
bool call(int (*function)(int, const sockaddr *, socklen_t), int fd, const Address &address)
{
    return function(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
}

// A listening socket, a client and what was accepted.
struct Connection
{
    Socket listener;
    Socket client;
    Socket accepted{-1};

    Connection(int family, int clientFamily) : listener(::socket(family, SOCK_STREAM, 0)), client(::socket(clientFamily, SOCK_STREAM, 0)) {}

    [[nodiscard]] bool open(const char *v6Target)
    {
        const bool isV6 = v6Target && QByteArray(v6Target) == "::1";
        const bool bound = isV6 ? call(::bind, listener.fd(), v6Address("::1", 0)) : call(::bind, listener.fd(), v4Address(0));
        if (!bound || ::listen(listener.fd(), 8) != 0)
            return false;
        sockaddr_in6 own{};
        socklen_t size = sizeof own;
        ::getsockname(listener.fd(), reinterpret_cast<sockaddr *>(&own), &size);
        const quint16 port = ntohs(own.sin6_port); // where sockaddr_in has it, too
        const bool connected = v6Target ? call(::connect, client.fd(), v6Address(v6Target, port))
                                        : call(::connect, client.fd(), v4Address(port));
        if (!connected)
            return false;
        new (&accepted) Socket(::accept(listener.fd(), nullptr, nullptr));
        return accepted.fd() >= 0;
    }
};

} // namespace

// Who is at the other end of a loopback connection.
class TestPeerIdentity final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!PeerLookup::isSupported())
            QSKIP("this platform does not tell");
    }

    void findsUserAndSocketOfTheOtherEnd_data()
    {
        QTest::addColumn<PeerLookup::Source>("source");
        QTest::addColumn<int>("family");
        QTest::addColumn<int>("clientFamily");
        QTest::addColumn<QByteArray>("target"); // empty: 127.0.0.1 as such
        QTest::addColumn<bool>("bound");        // the client's socket, to the loopback interface
        for (const auto &[source, name] :
             {std::pair(PeerLookup::Source::Netlink, "netlink"), std::pair(PeerLookup::Source::ProcNet, "/proc/net")}) {
            QTest::addRow("IPv4, %s", name) << source << AF_INET << AF_INET << QByteArray() << false;
            QTest::addRow("IPv6, %s", name) << source << AF_INET6 << AF_INET6 << QByteArray("::1") << false;
            QTest::addRow("IPv4 by an IPv6 socket, %s", name) << source << AF_INET << AF_INET6 << QByteArray("::ffff:127.0.0.1") << false;
            QTest::addRow("bound to lo, %s", name) << source << AF_INET << AF_INET << QByteArray() << true;
        }
    }

    void findsUserAndSocketOfTheOtherEnd()
    {
        QFETCH(PeerLookup::Source, source);
        QFETCH(int, family);
        QFETCH(int, clientFamily);
        QFETCH(QByteArray, target);
        QFETCH(bool, bound);
        Connection connection(family, clientFamily);
        if (bound && ::setsockopt(connection.client.fd(), SOL_SOCKET, SO_BINDTODEVICE, "lo", 3) != 0)
            QSKIP("this kernel binds for root only");
        QVERIFY(connection.open(target.isEmpty() ? nullptr : target.constData()));
        PeerLookup lookup(source);
        const PeerIdentity client{::geteuid(), connection.client.inode()};
        QVERIFY(client.inode != 0);
        QCOMPARE(lookup.peerOf(connection.accepted.fd()), std::optional(client));
        // And the other way round: which end asks does not matter.
        QCOMPARE(lookup.peerOf(connection.client.fd()), std::optional(PeerIdentity{::geteuid(), connection.accepted.inode()}));
    }

    void aHalfClosedPeerIsStillKnownAndAClosedOneIsNot_data()
    {
        QTest::addColumn<PeerLookup::Source>("source");
        QTest::newRow("netlink") << PeerLookup::Source::Netlink;
        QTest::newRow("/proc/net") << PeerLookup::Source::ProcNet;
    }

    void aHalfClosedPeerIsStillKnownAndAClosedOneIsNot()
    {
        QFETCH(PeerLookup::Source, source);
        Connection connection(AF_INET, AF_INET);
        QVERIFY(connection.open(nullptr));
        PeerLookup lookup(source);
        ::shutdown(connection.client.fd(), SHUT_WR);
        QCOMPARE(lookup.peerOf(connection.accepted.fd()), std::optional(PeerIdentity{::geteuid(), connection.client.inode()}));
        connection.client.close();
        QVERIFY(!lookup.peerOf(connection.accepted.fd()));
        QVERIFY(!lookup.peerOf(connection.listener.fd())); // no connection at all
        QVERIFY(!lookup.peerOf(-1));
    }

    // Where a connection is gone, the kernel's look-up goes on to listening sockets: not the one that was meant.
    void aListenerOnThePeersPortIsNotThePeer()
    {
        Connection connection(AF_INET, AF_INET);
        const int one = 1;
        ::setsockopt(connection.client.fd(), SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
        // A port of its own: one that connect() chooses may be shared with connections to elsewhere.
        QVERIFY(call(::bind, connection.client.fd(), v4Address(0)));
        QVERIFY(connection.open(nullptr));
        PeerLookup lookup;
        QVERIFY(lookup.peerOf(connection.accepted.fd()));
        sockaddr_in own{};
        socklen_t size = sizeof own;
        ::getsockname(connection.client.fd(), reinterpret_cast<sockaddr *>(&own), &size);
        connection.client.close();
        Socket listener(::socket(AF_INET, SOCK_STREAM, 0));
        ::setsockopt(listener.fd(), SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
        QVERIFY(call(::bind, listener.fd(), own));
        QCOMPARE(::listen(listener.fd(), 1), 0);
        QVERIFY(!lookup.peerOf(connection.accepted.fd()));
    }

    void readsTheTableOfTheKernel_data()
    {
        QTest::addColumn<QByteArray>("table");
        QTest::addColumn<bool>("wide");
        QTest::addColumn<bool>("found");
        const QByteArray head = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
        const QByteArray other =
            "   0: 0100007F:21C2 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 5 1 0 100 0 0 10 0\n";
        const QByteArray line =
            "   1: 0100007F:9C40 0100007F:21C2 01 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0000 20 4 30 10 -1\n";
        const QByteArray mapped = "   1: 0000000000000000FFFF00000100007F:9C40 0000000000000000FFFF00000100007F:21C2 01 00000000:00000000 "
                                  "00:00000000 00000000  1000        0 4711 1 0000 20 4 30 10 -1\n";
        QTest::newRow("there") << head + other + line << false << true;
        QTest::newRow("last, cut after the inode") << head + line.left(line.indexOf("4711") + 4) << false << true;
        QTest::newRow("mapped") << head + mapped << true << true;
        QTest::newRow("not there") << head + other << false << false;
        QTest::newRow("empty") << QByteArray() << false << false;
        QTest::newRow("the other direction") << head
                                                    + QByteArray(line).replace("0100007F:9C40 0100007F:21C2", "0100007F:21C2 0100007F:9C40")
                                             << false << false;
        QTest::newRow("nobody's any more") << head + QByteArray(line).replace(" 1000 ", "    0 ").replace(" 4711 ", " 0 ") << false
                                           << false;
        QTest::newRow("cut in the middle") << head + line.left(60) << false << false;
        QTest::newRow("not a number") << head + QByteArray(line).replace(" 1000 ", " root ") << false << false;
    }

    void readsTheTableOfTheKernel()
    {
        if constexpr (Q_BYTE_ORDER != Q_LITTLE_ENDIAN)
            QSKIP("the table is printed in the machine's byte order");
        QFETCH(QByteArray, table);
        QFETCH(bool, wide);
        QFETCH(bool, found);
        const std::array<quint8, 4> loopback{127, 0, 0, 1};
        const SocketPair ends{mappedAddress(loopback.data()), mappedAddress(loopback.data()), 40000, 8642};
        const auto identity = findInProcNet(table, ends, wide);
        QCOMPARE(identity, found ? std::optional(PeerIdentity{1000, 4711}) : std::nullopt);
    }
};

QTEST_APPLESS_MAIN(TestPeerIdentity)
#include "tst_peeridentity.moc"
