// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httplistener.h"
#include "tests/support/rawclient.h"

#include <QTcpServer>
#include <QTest>

#include <deque>

using namespace homeport;
using homeport::test::RawClient;

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
};

QTEST_GUILESS_MAIN(TestListenerPorts)
#include "tst_listenerports.moc"
