// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/relayfixture.h"

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Events = 2048; // of 64 KiB: 128 MiB, of which the kernel's own buffers hold some ten
const QByteArray Inner = "{\"data\":\"" + QByteArray(64 * 1024, 's') + "\"}";

} // namespace

// A stream that is unwrapped waits for its reader as one that passes does.
class TestCodeAssistPace final : public QObject
{
    Q_OBJECT

    static void publish(RelayFixture &relay)
    {
        RelaySnapshot world = relay.snapshot();
        world.accounts.front().protocol = Protocol::Gemini;
        world.accounts.front().pathStyle = PathStyle::CodeAssist;
        relay.host.setSnapshot(std::move(world));
        relay.settle();
    }

private Q_SLOTS:
    void aSlowReaderHoldsTheUpstreamBack_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<qint64>("around"); // bytes around each inner object
        QTest::newRow("events") << QByteArray("/v1beta/models/m:streamGenerateContent?alt=sse") << qint64(8);
        QTest::newRow("list") << QByteArray("/v1beta/models/m:streamGenerateContent") << qint64(2);
    }
    void aSlowReaderHoldsTheUpstreamBack()
    {
        QFETCH(QByteArray, target);
        QFETCH(qint64, around);
        RelayFixture relay;
        publish(relay);
        const QByteArray chunk = ScriptedUpstream::chunk("data: {\"response\":" + Inner + "}\n\n");
        relay.upstream.setAnswer([&chunk](const ScriptedUpstream::Seen &seen) {
            auto *socket = seen.socket.data();
            socket->setProperty("left", Events);
            QObject::connect(socket, &QTcpSocket::bytesWritten, socket, [socket, &chunk] {
                const int left = socket->property("left").toInt();
                if (left < 0 || socket->bytesToWrite() > chunk.size())
                    return;
                socket->setProperty("left", left - 1);
                socket->write(left > 0 ? chunk : QByteArray("0\r\n\r\n"));
            });
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
        });
        RawClient client(relay.host.port());
        client.stopReading();
        client.send(relay.post("{}", {}, target));
        QTRY_COMPARE(relay.upstream.seen().size(), 1);
        QTcpSocket *upstream = relay.upstream.seen().first().socket;
        QSignalSpy progress(upstream, &QTcpSocket::bytesWritten);
        while (progress.wait(300)) {}
        QVERIFY2(upstream->property("left").toInt() > Events / 2, "the upstream was not held back");

        QObject::connect(&client.socket(), &QTcpSocket::readyRead, &client.socket(), [&client] { client.clear(); });
        client.startReading();
        QTRY_COMPARE_WITH_TIMEOUT(relay.lastRecord().outcome, RequestRecord::Outcome::Done, 60'000);
        QCOMPARE(relay.lastRecord().bytesDown, Events * (Inner.size() + around));
    }
};

QTEST_GUILESS_MAIN(TestCodeAssistPace)
#include "tst_codeassistpace.moc"
