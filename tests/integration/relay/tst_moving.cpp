// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/relayfixture.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// The relay is sent to another port.
class TestMoving final : public QObject
{
    Q_OBJECT

    [[nodiscard]] static quint16 freePort()
    {
        QTcpServer probe;
        return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
    }
    [[nodiscard]] static bool connects(quint16 port)
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, port);
        return socket.waitForConnected();
    }
    static void pause(RelayHost &host)
    {
        const auto stopped = host.stop(std::chrono::milliseconds(0));
        QTRY_VERIFY(stopped.isFinished());
        QCOMPARE(host.state(), RelayHost::State::Stopped);
    }

private Q_SLOTS:
    void listensElsewhereAtOnceWhileItRuns()
    {
        RelayFixture relay;
        const quint16 port = freePort();
        const auto moved = relay.host.moveTo({port});
        QTRY_VERIFY(moved.isFinished());
        QCOMPARE(moved.result().value(), port);
        QCOMPARE(relay.host.port(), port);
        QVERIFY(connects(port));
    }

    void staysPausedAndListensThereOnceItIsResumed()
    {
        RelayFixture relay;
        pause(relay.host);
        const quint16 port = freePort();
        const auto moved = relay.host.moveTo({port});
        QTRY_VERIFY(moved.isFinished());
        QCOMPARE(moved.result().value(), port);
        QCOMPARE(relay.host.state(), RelayHost::State::Stopped);
        QCOMPARE(relay.host.port(), port);
        QVERIFY(!connects(port));
        const auto started = relay.host.start();
        QTRY_VERIFY(started.isFinished());
        QCOMPARE(started.result().value(), port);
        QVERIFY(connects(port));
    }

    void aTakenPortDoesNotEndAPause()
    {
        RelayFixture relay;
        pause(relay.host);
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost));
        const auto moved = relay.host.moveTo({taken.serverPort()});
        QTRY_VERIFY(moved.isFinished());
        QVERIFY(moved.result());
        QCOMPARE(relay.host.state(), RelayHost::State::Stopped);
    }
};

QTEST_GUILESS_MAIN(TestMoving)
#include "tst_moving.moc"
