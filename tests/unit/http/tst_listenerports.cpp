// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httplistener.h"
#include "tests/support/rawclient.h"
#include "tests/unit/http/testserver.h"

#include <QTcpServer>
#include <QTest>

#include <deque>

using namespace homeport;
using homeport::test::RawClient;
using homeport::test::TestServer;
using namespace Qt::Literals::StringLiterals;

// One port on both loopback addresses, where other programs hold some.
class TestListenerPorts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // What the system may hand out: free on 127.0.0.1, and taken by another program on ::1.
    void anyFreePortIsFreeOnBothAddresses()
    {
        QTcpServer onV6;
        QTcpServer onV4;
        QVERIFY(onV6.listen(QHostAddress::LocalHostIPv6) && onV4.listen(QHostAddress::LocalHost));
        std::deque<quint16> handedOut{onV6.serverPort(), onV4.serverPort(), onV6.serverPort()};
        HttpListener listener;
        listener.setPortChoice([&handedOut]() -> quint16 {
            if (handedOut.empty())
                return 0; // now the system's own choice
            const quint16 port = handedOut.front();
            handedOut.pop_front();
            return port;
        });
        const auto bound = listener.listen(0);
        QVERIFY2(bound, bound ? "" : qPrintable(bound.error().detail));
        QVERIFY(handedOut.empty());
        QCOMPARE(*bound, listener.port());
        for (const auto address : {QHostAddress::LocalHost, QHostAddress::LocalHostIPv6})
            QVERIFY(RawClient(*bound, QHostAddress(address)).isConnected());
        QTcpServer left; // an attempt that failed keeps nothing
        QVERIFY(left.listen(QHostAddress::LocalHost, onV6.serverPort()));
    }

    void withoutAPortThatIsFreeOnBothItSaysSo()
    {
        QTcpServer onV6;
        QVERIFY(onV6.listen(QHostAddress::LocalHostIPv6));
        HttpListener listener;
        int asked = 0;
        listener.setPortChoice([&] { return ++asked, onV6.serverPort(); });
        const auto bound = listener.listen(0);
        QVERIFY(!bound);
        QCOMPARE(bound.error().code, Error::Code::Network);
        QVERIFY2(bound.error().detail.contains(u"127.0.0.1 and ::1"), qPrintable(bound.error().detail));
        QVERIFY(asked > 1);
        QTcpServer left;
        QVERIFY(left.listen(QHostAddress::LocalHost, onV6.serverPort()));
    }

    void movesWhileWhatRunsGoesOn()
    {
        TestServer server;
        server.echo = false;
        RawClient running(server.port);
        RawClient idle(server.port);
        running.send(server.get("/slow"));
        QTRY_COMPARE(server.streams.size(), 1U);
        const quint16 before = server.port;
        const auto moved = server.listener.listen(0);
        QVERIFY(moved && *moved != before);
        QTRY_VERIFY(!idle.isConnected());
        QVERIFY(!RawClient(before).isConnected());
        server.streams.front()->send(200, "text/plain", "whole");
        QTRY_VERIFY(running.received().endsWith("whole"));
        QTRY_VERIFY(!running.isConnected()); // its port is no longer ours
        RawClient next(*moved);
        server.echo = true;
        next.send("GET /next HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(*moved) + "\r\n\r\n");
        QTRY_COMPARE(next.status(), 200);
    }

    void aPlaceThatIsTakenLeavesTheFormerOne()
    {
        TestServer server;
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost));
        QCOMPARE(server.listener.listen(taken.serverPort()).error().code, Error::Code::Conflict);
        QCOMPARE(server.listener.listen({server.port, true, u"192.0.2.1"_s}).error().code, Error::Code::Invalid);
        QCOMPARE(server.listener.port(), server.port);
        RawClient client(server.port);
        client.send(server.get("/"));
        QTRY_COMPARE(client.status(), 200);
    }

    void aFurtherAddressComesAndGoesOnTheSamePort()
    {
        TestServer server;
        RawClient kept(server.port);
        const auto moved = server.listener.listen({server.port, false, u"127.0.0.2"_s});
        if (!moved)
            QSKIP("this system has one loopback address only");
        QCOMPARE(*moved, server.port);
        QVERIFY(!RawClient(server.port, QHostAddress(QHostAddress::LocalHostIPv6)).isConnected());
        RawClient second(server.port, QHostAddress(u"127.0.0.2"_s));
        second.send("GET / HTTP/1.1\r\nHost: 127.0.0.2:" + QByteArray::number(server.port) + "\r\n\r\n");
        QTRY_COMPARE(second.status(), 200);
        QVERIFY(server.listener.listen(server.port));
        QVERIFY(kept.isConnected());
        kept.send("GET / HTTP/1.1\r\nHost: 127.0.0.2:" + QByteArray::number(server.port) + "\r\n\r\n");
        QTRY_COMPARE(kept.status(), 421); // no longer a name of ours
        QVERIFY(RawClient(server.port, QHostAddress(QHostAddress::LocalHostIPv6)).isConnected());
    }
};

QTEST_GUILESS_MAIN(TestListenerPorts)
#include "tst_listenerports.moc"
