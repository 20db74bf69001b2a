// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"
#include "tests/support/rawclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// How replies end: with the client's bytes seen raw.
class TestReplyWriter final : public QObject
{
    Q_OBJECT

    std::unique_ptr<Simulator> m_simulator;
    quint16 m_port = 0;

    void ask(RawClient &client, bool stream, const QByteArray &simulate)
    {
        const QByteArray body = QByteArray(R"({"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"stream":)")
                                + (stream ? "true}" : "false}");
        client.send("POST /v1/messages HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port)
                    + "\r\nx-api-key: " + m_simulator->issueApiKey() + "\r\nx-simulate: " + simulate
                    + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

    [[nodiscard]] static bool isClosed(RawClient &client) { return client.socket().state() == QAbstractSocket::UnconnectedState; }

private Q_SLOTS:
    void init()
    {
        m_simulator = std::make_unique<Simulator>();
        const auto port = m_simulator->start();
        QVERIFY(port);
        m_port = *port;
    }

    void dropsAStreamAfterSoManyEvents_data()
    {
        QTest::addColumn<int>("events");
        QTest::newRow("none") << 0;
        QTest::newRow("two") << 2;
        QTest::newRow("seven") << 7;
    }

    void dropsAStreamAfterSoManyEvents()
    {
        QFETCH(int, events);
        RawClient client(m_port);
        ask(client, true, "events=20;drop-after=" + QByteArray::number(events));
        QTRY_VERIFY(isClosed(client));
        bool complete = true;
        const QByteArray body = client.body(&complete);
        QVERIFY(!complete); // no final chunk: nobody takes it for a clean end
        QCOMPARE(client.status(), 200);
        QCOMPARE(body.count("\n\n"), events);
        QCOMPARE(m_simulator->openStreams(), 0);
    }

    void endsAStreamWithAnErrorOfItsApi_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("error"); // begins with
        const QByteArray talk = R"("messages":[{"role":"user","content":"a b c d e"}],"model":"m","max_tokens":9,"stream":true})";
        const QByteArray contents = R"({"contents":[{"parts":[{"text":"a b c d e"}]}]})";
        QTest::newRow("Messages") << QByteArray("/v1/messages") << QByteArray('{' + talk)
                                  << QByteArray(R"(event: error|data: {"type":"error","error":{"type":"overloaded_error",)");
        QTest::newRow("Chat Completions") << QByteArray("/v1/chat/completions") << QByteArray('{' + talk)
                                          << QByteArray(R"(data: {"error":{"message":)");
        QTest::newRow("Responses") << QByteArray("/v1/responses") << QByteArray(R"({"model":"m","input":"a b c d e","stream":true})")
                                   << QByteArray(R"(event: error|data: {"type":"error","code":"server_error","message":)");
        QTest::newRow("Gemini, events") << QByteArray("/v1beta/models/m:streamGenerateContent?alt=sse") << contents
                                        << QByteArray(R"(data: {"error":{"code":503,)");
        QTest::newRow("Gemini, list") << QByteArray("/v1beta/models/m:streamGenerateContent") << contents
                                      << QByteArray(R"({"error":{"code":503,)");
    }

    void endsAStreamWithAnErrorOfItsApi()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, error);
        const QByteArray key = m_simulator->issueApiKey();
        RawClient client(m_port);
        client.send("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port) + "\r\nAuthorization: Bearer " + key
                    + "\r\nx-simulate: error-after=2\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        QTRY_VERIFY(client.received().endsWith("\r\n0\r\n\r\n")); // a clean end
        const QByteArray said = client.body();
        const bool isList = said.startsWith('[');
        const qsizetype at = said.indexOf(error.replace('|', '\n'));
        QVERIFY2(at > 0, said.constData());
        if (isList)
            QCOMPARE(QJsonDocument::fromJson(said).array().size(), 3);
        else
            QCOMPARE(QByteArray(said).replace("\r\n", "\n").count("\n\n"), 3);
        QCOMPARE(said.indexOf("(simulated)", at), said.lastIndexOf("(simulated)")); // the last that comes
        QTRY_COMPARE(m_simulator->openStreams(), 0);
        QVERIFY(!m_simulator->usage(key).complete);
    }

    void dropsABodyInItsMiddle()
    {
        RawClient client(m_port);
        ask(client, false, "drop-after=1");
        QTRY_VERIFY(isClosed(client));
        const qsizetype at = client.head().toLower().indexOf("content-length: ") + 16;
        const qsizetype promised = client.head().sliced(at).split('\r').first().toLongLong();
        QVERIFY(promised > 0);
        QCOMPARE(client.rawBody().size(), promised / 2);
    }

    void aClientThatLeavesEndsItsStreamAtOnce_data()
    {
        QTest::addColumn<QByteArray>("simulate");
        QTest::addColumn<QByteArray>("seen"); // before leaving
        QTest::newRow("between events") << QByteArray("events=100;event-delay=600000") << QByteArray("message_start");
        QTest::newRow("before the head") << QByteArray("head-delay=600000") << QByteArray();
    }

    void aClientThatLeavesEndsItsStreamAtOnce()
    {
        QFETCH(QByteArray, simulate);
        QFETCH(QByteArray, seen);
        RawClient client(m_port);
        ask(client, true, simulate);
        QTRY_COMPARE(m_simulator->openStreams(), 1);
        QTRY_VERIFY(client.received().contains(seen));
        client.close();
        QTRY_COMPARE(m_simulator->openStreams(), 0);
    }

    void aSlowReaderIsWaitedForAndGetsEverything()
    {
        constexpr qsizetype size = 15'000'000; // more than both sockets hold
        RawClient client(m_port);
        client.stopReading();
        ask(client, true, "size=" + QByteArray::number(size));
        QTRY_COMPARE(m_simulator->openStreams(), 1);
        client.startReading();
        QTRY_COMPARE(m_simulator->openStreams(), 0);
        QTRY_VERIFY(client.received().endsWith("\r\n0\r\n\r\n"));
        bool complete = false;
        const QByteArray body = client.body(&complete); // once: taking the framing away from megabytes is slow
        QVERIFY(complete);
        QVERIFY(body.size() > size);
        QVERIFY(body.endsWith("{\"type\":\"message_stop\"}\n\n"));
    }

    void theConnectionServesTheNextRequest()
    {
        RawClient client(m_port);
        for (int round = 0; round < 3; ++round) {
            client.clear();
            ask(client, round % 2 == 0, "events=2");
            bool complete = false;
            QTRY_VERIFY(client.received().contains(round % 2 == 0 ? "message_stop" : "end_turn")
                        && (static_cast<void>(client.body(&complete)), complete));
            QCOMPARE(client.status(), 200);
        }
        QVERIFY(client.isConnected());
    }

    void aSimulatorMayGoWhileStreamsRun()
    {
        RawClient client(m_port);
        ask(client, true, "events=100;event-delay=600000");
        QTRY_VERIFY(client.received().contains("message_start"));
        m_simulator.reset();
        QTRY_VERIFY(isClosed(client));
    }
};

QTEST_GUILESS_MAIN(TestReplyWriter)
#include "tst_replywriter.moc"
