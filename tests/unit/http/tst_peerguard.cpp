// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httplistener.h"
#include "core/http/peerguard.h"
#include "tests/support/otheruser.h"
#include "tests/support/rawclient.h"

#include <QRegularExpression>
#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>

#include <atomic>
#include <thread>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

namespace {

// A listener that answers everything, and counts.
struct Server
{
    Server()
        : listener(HttpLimits{}, [](const QByteArray &path, int, const QString &why) -> QByteArray {
              return "{\"" + path + "\":\"" + why.toUtf8() + "\"}";
          })
    {
        QObject::connect(&listener, &HttpListener::requestReceived, &listener,
                         [this](const std::shared_ptr<HttpRequest> &request, ResponseStream *stream) {
                             ++requests;
                             inode = request->peerInode;
                             stream->send(200, "text/plain", "served");
                             delete stream;
                         });
        port = listener.listen(0).value_or(0);
    }
    [[nodiscard]] QByteArray get(const QByteArray &target) const
    {
        return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port) + "\r\nConnection: close\r\n\r\n";
    }

    int requests = 0;
    quint64 inode = 0;
    quint16 port = 0;
    HttpListener listener;
};

// One connection as a tool in a hurry makes it: nothing waits, nothing is left open. True: it was served.
bool quickRequest(quint16 port, const QByteArray &request, bool halfClose)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::array<char, 1024> buffer{};
    QByteArray answer;
    if (::connect(fd, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0
        && ::send(fd, request.constData(), static_cast<size_t>(request.size()), MSG_NOSIGNAL) == request.size()) {
        if (halfClose)
            ::shutdown(fd, SHUT_WR);
        for (ssize_t count = 1; count > 0;) {
            count = ::recv(fd, buffer.data(), buffer.size(), 0);
            answer.append(buffer.data(), std::max<ssize_t>(0, count));
        }
    }
    ::close(fd);
    return answer.startsWith("HTTP/1.1 200 ");
}

} // namespace

// Whose connections a listener takes.
class TestPeerGuard final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!PeerLookup::isSupported())
            QSKIP("this platform does not tell");
    }

    void onlyOurOwnUserPasses_data()
    {
        QTest::addColumn<bool>("known");
        QTest::addColumn<quint32>("uid");
        QTest::addColumn<quint32>("own");
        QTest::addColumn<bool>("supported");
        QTest::addColumn<QString>("why"); // empty: passes
        QTest::newRow("ourselves") << true << 1000U << 1000U << true << QString();
        QTest::newRow("root, and so are we") << true << 0U << 0U << true << QString();
        QTest::newRow("root") << true << 0U << 1000U << true << u"without sudo"_s;
        QTest::newRow("another user") << true << 1001U << 1000U << true << u"user id 1001"_s;
        QTest::newRow("another user, and we are root") << true << 1001U << 0U << true << u"user id 1001"_s;
        QTest::newRow("nobody knows") << false << 0U << 1000U << true << u"could not find out"_s;
        QTest::newRow("nobody knows, and we are root") << false << 0U << 0U << true << u"could not find out"_s;
        QTest::newRow("a platform that can't tell") << false << 0U << 1000U << false << QString();
    }

    void onlyOurOwnUserPasses()
    {
        QFETCH(bool, known);
        QFETCH(quint32, uid);
        QFETCH(quint32, own);
        QFETCH(bool, supported);
        QFETCH(QString, why);
        const auto verdict = judgePeer(known ? std::optional(PeerIdentity{uid, 77}) : std::nullopt, own, supported);
        QCOMPARE(verdict.refusal.has_value(), !why.isEmpty());
        QCOMPARE(verdict.inode, known ? 77U : 0U);
        if (verdict.refusal) {
            QCOMPARE(verdict.refusal->status, 403);
            QVERIFY2(verdict.refusal->why.contains(why), qPrintable(verdict.refusal->why));
        }
    }

    void ourOwnRequestsPassAndTellTheirSocket()
    {
        for (const QHostAddress &address : {QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)}) {
            Server server;
            RawClient client(server.port, address);
            const QString link = QFile::symLinkTarget(u"/proc/self/fd/%1"_s.arg(client.socket().socketDescriptor()));
            client.send(server.get("/"));
            QTRY_VERIFY(client.received().endsWith("served"));
            QVERIFY2(link.endsWith(u"socket:[%1]"_s.arg(server.inode)), qPrintable(link));
        }
    }

    void quickConnectionsAreNeverRefused()
    {
        Server server;
        constexpr int Threads = 4;
        constexpr int Each = 500;
        const QByteArray request = server.get("/");
        std::atomic<int> served = 0;
        std::atomic<int> ended = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < Threads; ++i) {
            threads.emplace_back([&, i] {
                for (int n = 0; n < Each; ++n)
                    served += quickRequest(server.port, request, (n + i) % 2 == 0) ? 1 : 0;
                ++ended;
            });
        }
        QTRY_COMPARE_WITH_TIMEOUT(ended.load(), Threads, 30'000);
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(served.load(), Threads * Each);
    }

    void anotherUserGetsOneClearAnswerAndNoHandler_data()
    {
        QTest::addColumn<QString>("address");
        QTest::newRow("IPv4") << u"127.0.0.1"_s;
        QTest::newRow("IPv6") << u"::1"_s;
    }

    void anotherUserGetsOneClearAnswerAndNoHandler()
    {
        if (!OtherUser::isPossible())
            QSKIP("only root can become another user");
        QFETCH(QString, address);
        Server server;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"1 connection\\(s\\) refused.*user id 65534"_s));
        // A body, and a request after it: nothing of either gets through.
        OtherUser intruder(address, server.port,
                           "POST /v1/messages?x HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(server.port)
                               + "\r\nContent-Length: 2\r\n\r\n{}" + server.get("/second"));
        QTRY_VERIFY_WITH_TIMEOUT(intruder.ended(), 15'000);
        QVERIFY(intruder.connected());
        const QByteArray answer = intruder.received();
        QVERIFY2(answer.startsWith("HTTP/1.1 403 "), answer.constData());
        QVERIFY(answer.contains("Connection: close"));
        QVERIFY(answer.contains(
            "{\"/v1/messages\":\"Homeport serves only the user who started it, and this connection comes from another user"));
        QCOMPARE(answer.count("HTTP/1.1 "), 1);
        QCOMPARE(server.requests, 0);

        // And we ourselves are served as before.
        RawClient own(server.port);
        own.send(server.get("/"));
        QTRY_VERIFY(own.received().endsWith("served"));
    }

    void otherUsersCannotTakeThePlaces()
    {
        if (!OtherUser::isPossible())
            QSKIP("only root can become another user");
        Server server;
        std::vector<std::unique_ptr<OtherUser>> idle; // they connect, and say nothing
        for (int i = 0; i < 20; ++i)
            idle.push_back(std::make_unique<OtherUser>(u"127.0.0.1"_s, server.port, QByteArray()));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"connection\\(s\\) refused"_s));
        const auto broken = [&idle] { return std::count_if(idle.cbegin(), idle.cend(), [](const auto &one) { return one->ended(); }); };
        QTRY_COMPARE_WITH_TIMEOUT(broken(), 4, 15'000);
        QCOMPARE(server.listener.connectionCount(), 16);
        idle.clear();
        QTRY_COMPARE(server.listener.connectionCount(), 0);
    }

    void aListenerForEverybodyServesAnotherUser()
    {
        if (!OtherUser::isPossible())
            QSKIP("only root can become another user");
        Server server;
        server.listener.setOtherUsersAllowed(true);
        OtherUser guest(u"127.0.0.1"_s, server.port, server.get("/"));
        QTRY_VERIFY_WITH_TIMEOUT(guest.ended(), 15'000);
        QVERIFY(guest.received().endsWith("served"));
    }

    void refusalsAreLoggedOnceAMinute()
    {
        PeerGuard guard;
        const Refusal refusal{403, u"because"_s};
        QTest::ignoreMessage(QtWarningMsg, "1 connection(s) refused, the last one because: because");
        guard.logRefusal(refusal, 5);
        QTest::failOnWarning(QRegularExpression(u"."_s));
        guard.logRefusal(refusal, 6);
        guard.logRefusal(refusal, 59'000);
        QTest::ignoreMessage(QtWarningMsg, "3 connection(s) refused, the last one because: because");
        guard.logRefusal(refusal, 60'005);
    }
};

QTEST_GUILESS_MAIN(TestPeerGuard)
#include "tst_peerguard.moc"
