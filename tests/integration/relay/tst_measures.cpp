// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/relayfixture.h"
#include "tests/support/residentmemory.h"

#include <QElapsedTimer>

using namespace homeport;
using namespace homeport::test;

// Promises in milliseconds and megabytes; nothing else runs meanwhile (label "quiet").
class TestMeasures final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clientGoneMidStreamClosesTheUpstreamWithin100Ms()
    {
        RelayFixture relay;
        relay.upstream.answerWith("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                                  + ScriptedUpstream::chunk("data: 1\n\n"));
        for (int round = 0; round < 10; ++round) {
            RawClient client(relay.host.port());
            client.send(relay.post("{}"));
            QTRY_COMPARE(client.body(), QByteArray("data: 1\n\n"));
            QElapsedTimer timer;
            qint64 took = -1;
            QObject::connect(relay.upstream.seen().last().socket, &QTcpSocket::disconnected, &client.socket(),
                             [&] { took = timer.elapsed(); });
            timer.start();
            client.close();
            QTRY_VERIFY(took >= 0);
            QVERIFY2(took <= 100, qPrintable(QStringLiteral("%1 ms").arg(took)));
        }
    }

    void aSlowReaderKeepsMemoryFlat()
    {
        RelayFixture relay;
        constexpr int Blocks = 256; // MB: the kernel's own buffers hold some ten
        constexpr qint64 MostGrowth = 8 * 1024;
        const QByteArray block(1024 * 1024, 's');
        relay.upstream.setAnswer([&](const ScriptedUpstream::Seen &seen) {
            auto *socket = seen.socket.data();
            socket->setProperty("left", Blocks);
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: "
                          + QByteArray::number(Blocks * block.size()) + "\r\n\r\n");
            // The upstream itself keeps one block in hand, so that what grows can only be the relay.
            QObject::connect(socket, &QTcpSocket::bytesWritten, socket, [socket, &block] {
                const int left = socket->property("left").toInt();
                if (left > 0 && socket->bytesToWrite() < block.size()) {
                    socket->setProperty("left", left - 1);
                    socket->write(block);
                }
            });
        });
        const qint64 before = residentKilobytes();
        RawClient client(relay.host.port());
        client.stopReading();
        client.send(relay.post("{}"));
        QTRY_COMPARE(relay.upstream.seen().size(), 1);
        QTcpSocket *upstream = relay.upstream.seen().first().socket;
        QSignalSpy progress(upstream, &QTcpSocket::bytesWritten);
        while (progress.wait(300)) {}
        const int left = upstream->property("left").toInt();
        QVERIFY2(left > Blocks / 2, "the upstream was not held back");
        const qint64 during = residentKilobytes();
        qInfo("%lld kB before, %lld kB while the reader stands still, %d of %d MB not yet sent", before, during, left, Blocks);
        QVERIFY2(during - before < MostGrowth, qPrintable(QStringLiteral("%1 kB more").arg(during - before)));

        // And while it reads: what it has is thrown away here.
        qint64 received = 0;
        QObject::connect(&client.socket(), &QTcpSocket::readyRead, &client.socket(), [&] {
            received += client.received().size();
            client.clear();
        });
        client.startReading();
        QTRY_VERIFY_WITH_TIMEOUT(received >= Blocks * block.size(), 60'000);
        QTRY_COMPARE(relay.lastRecord().outcome, RequestRecord::Outcome::Done);
        QCOMPARE(relay.lastRecord().bytesDown, Blocks * block.size());
        const qint64 after = residentKilobytes();
        QVERIFY2(after - before < MostGrowth, qPrintable(QStringLiteral("%1 kB more").arg(after - before)));
    }
};

QTEST_GUILESS_MAIN(TestMeasures)
#include "tst_measures.moc"
