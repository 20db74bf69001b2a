// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Large bodies to servers without TLS: what becomes of them, and of their connections, when not all goes well.
#include "core/net/httpengine.h"
#include "tests/support/await.h"
#include "tests/support/scriptedupstream.h"
#include "tests/unit/net/recorder.h"
#include "tests/unit/net/reluctantserver.h"

#include <QTest>

#include <chrono>
#include <memory>
#include <sys/socket.h>

using namespace homeport;
using namespace homeport::test;
using namespace homeport::testing;

namespace {

bool isOpen(const QTcpSocket *socket)
{
    return socket->state() == QAbstractSocket::ConnectedState;
}

} // namespace

class TestDirectBodies final : public QObject
{
    Q_OBJECT

    const QByteArray m_large = patterned(32 * 1024 * 1024); // more than all buffers between hold

private Q_SLOTS:
    void arrivesWithItsFieldsAndKeepsTheConnection_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<qsizetype>("size");
        for (const qsizetype size : {256 * 1024 - 1, 256 * 1024, 5 * 1024 * 1024}) {
            for (const char *method : {"POST", "PUT", "GET"})
                QTest::addRow("%s of %lld", method, static_cast<long long>(size)) << QByteArray(method) << size;
        }
    }

    void arrivesWithItsFieldsAndKeepsTheConnection()
    {
        QFETCH(QByteArray, method);
        QFETCH(qsizetype, size);
        ScriptedUpstream server;
        HttpEngine engine{{}};
        TransferRequest request = post(server.url() + "/messages?beta=true", patterned(size));
        request.method = method;
        request.headers.append("X-Last", "1");
        for (int i = 0; i < 3; ++i)
            QVERIFY(await(engine.fetch(request)));
        QCOMPARE(server.connectionCount(), 1);
        QCOMPARE(server.seen().size(), 3);
        const QByteArray host = "127.0.0.1:" + QByteArray::number(server.port());
        for (const auto &seen : server.seen()) {
            QCOMPARE(seen.head, method + " /messages?beta=true HTTP/1.1\r\nHost: " + host
                                    + "\r\nContent-Type: application/json\r\nX-Last: 1\r\nContent-Length: " + QByteArray::number(size)
                                    + "\r\n\r\n");
            QVERIFY(seen.body == request.body);
        }
    }

    // The thread serves others meanwhile.
    void aSlowServerGetsItPieceByPiece()
    {
        QByteArray read;
        ReluctantServer slow([](QTcpSocket &) {});
        ScriptedUpstream other;
        HttpEngine engine{{}};
        Recorder recorder;
        const auto transfer = engine.start(post(slow.url(), m_large), &recorder);
        QTRY_COMPARE(slow.heads(), 1);
        QVERIFY(await(engine.fetch(post(other.url() + "/messages", patterned(1024 * 1024)))));
        QTcpSocket &socket = *slow.sockets().first();
        socket.setReadBufferSize(256 * 1024);
        while (read.size() < m_large.size()) {
            QTRY_VERIFY(socket.bytesAvailable() > 0);
            read += socket.read(200'000);
        }
        QVERIFY(read == m_large);
        QCOMPARE(recorder.finishes, 0);
        socket.write(ScriptedUpstream::json(200, "{}"));
        QTRY_COMPARE(recorder.finishes, 1);
        QVERIFY(*recorder.result);
        QCOMPARE(recorder.body, QByteArray("{}"));
    }

    // What follows on that connection would be read as the rest of the body.
    void anAnswerAheadOfTheBodyEndsTheConnection_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("refused") << 413;
        QTest::newRow("accepted") << 200;
    }

    void anAnswerAheadOfTheBodyEndsTheConnection()
    {
        QFETCH(int, status);
        ReluctantServer server([status](QTcpSocket &socket) { socket.write(ScriptedUpstream::json(status, R"({"seen":"head"})")); });
        HttpEngine engine{{}};
        const TransferRequest request = post(server.url(), m_large);
        for (int i = 1; i <= 3; ++i) {
            const auto answer = await(engine.fetch(request));
            QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
            QCOMPARE(answer->status, status);
            QCOMPARE(answer->body, QByteArray(R"({"seen":"head"})"));
            QCOMPARE(server.sockets().size(), i);
            server.sockets().last()->setReadBufferSize(0); // sees the end only behind what was sent
            QTRY_VERIFY(!isOpen(server.sockets().last()));
        }
    }

    // Broken after part of the body.
    void aDeadKeptConnectionIsMadeAnewAndGetsItWhole()
    {
        ReluctantServer server([](QTcpSocket &socket) { socket.setReadBufferSize(0); });
        HttpEngine engine{{}};
        const auto first = engine.fetch(post(server.url(), {}));
        QTRY_COMPARE(server.heads(), 1);
        QTcpSocket &kept = *server.sockets().first();
        kept.write(ScriptedUpstream::json(200, "{}"));
        QVERIFY(await(first));
        connect(&kept, &QTcpSocket::readyRead, &kept, [&] { kept.abort(); });
        Recorder recorder;
        const auto transfer = engine.start(post(server.url(), m_large), &recorder);
        QTRY_COMPARE(server.heads(), 2);
        QTcpSocket &anew = *server.sockets().last();
        QVERIFY(&anew != &kept);
        QByteArray second;
        QTRY_VERIFY((second += anew.readAll()).size() >= m_large.size());
        QVERIFY(second == m_large);
        anew.write(ScriptedUpstream::json(200, "{}"));
        QTRY_COMPARE(recorder.finishes, 1);
        QVERIFY(*recorder.result);
    }

    void whatGoesOutNextOnTheConnectionIsItself()
    {
        ScriptedUpstream server;
        HttpEngine engine{{}};
        TransferRequest bare;
        bare.url = server.url() + "/models";
        QVERIFY(await(engine.fetch(post(server.url() + "/messages", patterned(300'000)))));
        QVERIFY(await(engine.fetch(bare)));
        QVERIFY(await(engine.fetch(post(server.url() + "/messages", "{}"))));
        QCOMPARE(server.connectionCount(), 1);
        QCOMPARE(server.seen().size(), 3);
        QVERIFY(server.seen().at(1).head.startsWith("GET /models HTTP/1.1\r\n"));
        QVERIFY(!server.seen().at(1).head.contains("Content-Length"));
        QVERIFY(server.seen().at(2).head.contains("\r\nContent-Length: 2\r\n"));
        QCOMPARE(server.seen().at(2).body, QByteArray("{}"));
    }

    void interimAnswersChangeNothing()
    {
        ReluctantServer server([](QTcpSocket &socket) {
            socket.setReadBufferSize(0);
            socket.write("HTTP/1.1 100 Continue\r\n\r\n");
        });
        HttpEngine engine{{}};
        const auto answer = engine.fetch(post(server.url(), m_large));
        QTRY_COMPARE(server.heads(), 1);
        QTcpSocket &socket = *server.sockets().first();
        QByteArray read;
        QTRY_VERIFY((read += socket.readAll()).size() >= m_large.size());
        QVERIFY(read == m_large);
        socket.write(ScriptedUpstream::json(201, "{}"));
        const auto end = await(answer);
        QVERIFY(end);
        QCOMPARE(end->status, 201);
    }

    void aPausedAnswerDoesNotHoldTheBody()
    {
        ReluctantServer server([](QTcpSocket &socket) { socket.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab"); });
        HttpEngine engine{{}};
        Recorder recorder;
        const auto transfer = engine.start(post(server.url(), m_large), &recorder);
        QTRY_COMPARE(recorder.body, QByteArray("ab"));
        transfer->pause();
        QTcpSocket &socket = *server.sockets().first();
        socket.write("cd");
        socket.setReadBufferSize(0);
        QByteArray read;
        QTRY_VERIFY((read += socket.readAll()).size() >= m_large.size());
        QVERIFY(read == m_large);
        QCOMPARE(recorder.body, QByteArray("ab"));
        transfer->resume();
        QTRY_COMPARE(recorder.finishes, 1);
        QVERIFY(*recorder.result);
        QCOMPARE(recorder.body, QByteArray("abcd"));
    }

    // Without a length it ends with its connection, and a reset is no end.
    void anAnswerThatIsCutOffIsNotTakenForWhole_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<bool>("endsBefore");
        QTest::addColumn<bool>("isWhole");
        QTest::newRow("cut off") << QByteArray() << false << false;
        QTest::newRow("cut off, not in chunks") << QByteArray("Transfer-Encoding: identity\r\n") << false << false;
        QTest::newRow("ended, then reset for what was not read") << QByteArray() << true << true;
        QTest::newRow("has a length") << QByteArray("Content-Length: 4\r\n") << false << true;
    }

    void anAnswerThatIsCutOffIsNotTakenForWhole()
    {
        QFETCH(QByteArray, fields);
        QFETCH(bool, endsBefore);
        QFETCH(bool, isWhole);
        ReluctantServer server([fields](QTcpSocket &socket) { socket.write("HTTP/1.1 200 OK\r\n" + fields + "\r\nab"); });
        HttpEngine engine{{}};
        Recorder recorder;
        const auto transfer = engine.start(post(server.url(), m_large), &recorder);
        QTRY_COMPARE(recorder.body, QByteArray("ab"));
        transfer->pause();
        QTcpSocket &socket = *server.sockets().first();
        socket.write("cd");
        QTRY_COMPARE(socket.bytesToWrite(), 0);
        QTest::qWait(50); // libcurl has read them, and reads no more
        if (endsBefore)
            ::shutdown(static_cast<int>(socket.socketDescriptor()), SHUT_WR);
        socket.abort();
        QTest::qWait(50); // the body hears of it
        transfer->resume();
        QTRY_COMPARE(recorder.finishes, 1);
        QCOMPARE(recorder.result->has_value(), isWhole);
        if (isWhole)
            QCOMPARE(recorder.body, QByteArray("abcd"));
        else
            QCOMPARE(recorder.result->error().code, Error::Code::Network);
    }

    void aServerThatTakesTooLongIsGivenUp()
    {
        ReluctantServer server([](QTcpSocket &) {});
        HttpEngine engine{{}};
        TransferRequest request = post(server.url(), m_large);
        request.timeouts.firstByte = std::chrono::milliseconds(200);
        const auto answer = engine.fetch(request);
        QTRY_COMPARE(server.heads(), 1);
        QCOMPARE(await(answer).error().code, Error::Code::Timeout);
        server.sockets().first()->setReadBufferSize(0);
        QTRY_VERIFY(!isOpen(server.sockets().first()));
    }

    void brokenOffInTheBodyItEndsOnce()
    {
        ReluctantServer server([](QTcpSocket &socket) { socket.abort(); });
        HttpEngine engine{{}};
        Recorder recorder;
        const auto transfer = engine.start(post(server.url(), m_large), &recorder);
        QTRY_COMPARE(recorder.finishes, 1);
        QVERIFY(!*recorder.result);
        QCOMPARE(recorder.result->error().code, Error::Code::Network);
        QTest::qWait(50);
        QCOMPARE(recorder.finishes, 1);
        QCOMPARE(server.sockets().size(), 1);
    }

    void aCancelledOneIsBrokenOff()
    {
        ReluctantServer server([](QTcpSocket &) {});
        HttpEngine engine{{}};
        Recorder recorder;
        auto transfer = engine.start(post(server.url(), m_large), &recorder);
        QTRY_COMPARE(server.heads(), 1);
        transfer.reset();
        QTcpSocket &socket = *server.sockets().first();
        qint64 read = 0;
        socket.setReadBufferSize(0);
        connect(&socket, &QTcpSocket::readyRead, &socket, [&] { read += socket.skip(socket.bytesAvailable()); });
        read += socket.skip(socket.bytesAvailable());
        QTRY_VERIFY(!isOpen(&socket));
        QVERIFY(read < m_large.size());
        QCOMPARE(recorder.finishes, 0);
    }

    void anEngineThatGoesTakesItAlong()
    {
        ReluctantServer server([](QTcpSocket &) {});
        auto engine = std::make_unique<HttpEngine>(HttpEngine::Options{});
        Recorder recorder;
        const auto transfer = engine->start(post(server.url(), m_large), &recorder);
        QTRY_COMPARE(server.heads(), 1);
        engine.reset();
        QCOMPARE(recorder.finishes, 1);
        QCOMPARE(recorder.result->error().code, Error::Code::Cancelled);
        server.sockets().first()->setReadBufferSize(0);
        QTRY_VERIFY(!isOpen(server.sockets().first()));
    }
};

QTEST_GUILESS_MAIN(TestDirectBodies)
#include "tst_directbodies.moc"
