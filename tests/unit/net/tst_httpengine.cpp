// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/httpengine.h"
#include "tests/support/scriptedupstream.h"
#include "tests/unit/net/recorder.h"

#include <QFutureWatcher>
#include <QSignalSpy>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace std::chrono_literals;

class TestHttpEngine final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsExactlyWhatItIsGiven()
    {
        ScriptedUpstream upstream;
        HttpEngine engine({});
        TransferRequest request = post(upstream.url() + "/v1/../v1/messages?beta=true&x=%2f", "{\"a\": 1}");
        request.headers.append("X-ODD-case", "a,  b");
        request.headers.append("x-empty", "");
        Recorder recorder;
        const auto transfer = engine.start(request, &recorder);
        QTRY_COMPARE(recorder.finishes, 1);
        QVERIFY(recorder.result->has_value());
        const QByteArray expected = "POST /v1/../v1/messages?beta=true&x=%2f HTTP/1.1\r\nHost: 127.0.0.1:"
                                    + QByteArray::number(upstream.port())
                                    + "\r\nContent-Type: application/json\r\nX-ODD-case: a,  b\r\nx-empty:\r\nContent-Length: 8\r\n\r\n";
        QCOMPARE(upstream.seen().first().head, expected);
        QCOMPARE(upstream.seen().first().body, QByteArray("{\"a\": 1}"));
        QCOMPARE(recorder.status, 200);
        QCOMPARE(recorder.reason, QByteArray("Scripted"));
        QCOMPARE(recorder.body, QByteArray(R"({"ok":true})"));
    }

    void inventsNoFieldForAnyMethod_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("body");
        for (const char *method : {"GET", "HEAD", "DELETE"})
            QTest::newRow(method) << QByteArray(method) << QByteArray();
        QTest::newRow("POST empty") << QByteArray("POST") << QByteArray();
        QTest::newRow("GET with a body") << QByteArray("GET") << QByteArray("{}");
        QTest::newRow("DELETE with a body") << QByteArray("DELETE") << QByteArray("{}");
        QTest::newRow("PUT") << QByteArray("PUT") << QByteArray("x");
        QTest::newRow("POST 2 MB") << QByteArray("POST") << QByteArray(2'000'000, 'x');
    }

    void inventsNoFieldForAnyMethod()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, body);
        ScriptedUpstream upstream;
        upstream.answerWith("HTTP/1.1 204 No Content\r\n\r\n");
        HttpEngine engine({});
        TransferRequest request;
        request.method = method;
        request.url = upstream.url() + "/p";
        request.body = body;
        Recorder recorder;
        const auto transfer = engine.start(request, &recorder);
        QTRY_COMPARE(recorder.finishes, 1);
        QVERIFY(recorder.result->has_value());
        QByteArray expected = method + " /p HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(upstream.port()) + "\r\n";
        if (method == "POST" || !body.isEmpty())
            expected += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
        QCOMPARE(upstream.seen().first().head, expected + "\r\n");
        QCOMPARE(upstream.seen().first().body, body);
    }

    void ignoresTheEnvironmentsProxy()
    {
        qputenv("http_proxy", "http://127.0.0.1:1");
        ScriptedUpstream upstream;
        HttpEngine engine({});
        Recorder recorder;
        const auto transfer = engine.start(post(upstream.url() + "/", "{}"), &recorder);
        QTRY_COMPARE(recorder.finishes, 1);
        qunsetenv("http_proxy");
        QVERIFY(recorder.result->has_value());
    }

    void usesConnectionsAgain()
    {
        ScriptedUpstream upstream;
        HttpEngine engine({});
        for (int i = 0; i < 5; ++i) {
            Recorder recorder;
            const auto transfer = engine.start(post(upstream.url() + "/", "{}"), &recorder);
            QTRY_COMPARE(recorder.finishes, 1);
            QCOMPARE((*recorder.result)->reusedConnection, i > 0);
        }
        QCOMPARE(upstream.connectionCount(), 1);
    }

    void keepsMemoryFlatWhilePaused()
    {
        ScriptedUpstream upstream;
        QByteArray big = "HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n";
        upstream.answerWith(big + QByteArray(50'000'000, 'b'));
        HttpEngine engine({});
        Recorder recorder;
        std::unique_ptr<Transfer> transfer;
        qsizetype atPause = 0;
        recorder.onData = [&] {
            if (atPause == 0 && recorder.body.size() > 1'000'000) {
                transfer->pause();
                atPause = recorder.body.size();
            }
        };
        transfer = engine.start(post(upstream.url() + "/", "{}"), &recorder);
        QTRY_VERIFY(atPause > 0);
        // What the kernel's buffers hold has been offered by now; nothing more may have come through.
        QSignalSpy written(upstream.seen().first().socket.data(), &QTcpSocket::bytesWritten);
        while (written.wait(200)) {}
        QCOMPARE(recorder.body.size(), atPause);
        transfer->resume();
        QTRY_COMPARE(recorder.finishes, 1);
        QCOMPARE(recorder.body.size(), 50'000'000);
    }

    void cancellingClosesTheUpstreamConnection()
    {
        ScriptedUpstream upstream;
        upstream.answerWith("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + ScriptedUpstream::chunk("one"));
        HttpEngine engine({});
        Recorder recorder;
        auto transfer = engine.start(post(upstream.url() + "/", "{}"), &recorder);
        QTRY_COMPARE(recorder.body, QByteArray("one"));
        QSignalSpy closed(&upstream, &ScriptedUpstream::connectionClosed);
        transfer.reset();
        QVERIFY(closed.size() == 1 || closed.wait(5000));
        QCOMPARE(recorder.finishes, 0);
    }

    void mayBeCancelledAndStartedFromInsideItsCalls()
    {
        ScriptedUpstream upstream;
        HttpEngine engine({});
        Recorder first;
        Recorder second;
        Recorder third;
        std::unique_ptr<Transfer> one;
        std::unique_ptr<Transfer> two;
        std::unique_ptr<Transfer> three;
        first.onData = [&] {
            one.reset();
            two = engine.start(post(upstream.url() + "/two", "{}"), &second);
        };
        second.onFinished = [&] {
            two.reset();
            three = engine.start(post(upstream.url() + "/three", "{}"), &third);
        };
        one = engine.start(post(upstream.url() + "/one", "{}"), &first);
        QTRY_COMPARE(third.finishes, 1);
        QCOMPARE(first.finishes, 0);
        QCOMPARE(second.finishes, 1);
    }

    // libcurl ends it by itself as well, and what is started in the same turn may get its memory.
    void whatIsCancelledInsideItsDataTakesNoOtherWithIt()
    {
        ScriptedUpstream upstream;
        HttpEngine engine({});
        for (int round = 0; round < 20; ++round) {
            Recorder leaving, failing, next;
            std::unique_ptr<Transfer> first, second, third;
            QList<ScriptedUpstream::Seen> waiting;
            upstream.setAnswer([&waiting](const ScriptedUpstream::Seen &seen) {
                waiting << seen;
                if (waiting.size() == 2 || seen.head.contains("/third")) // both of the first in one turn
                    for (const ScriptedUpstream::Seen &one : std::as_const(waiting))
                        one.socket->write(ScriptedUpstream::json(200, one.body));
                if (waiting.size() == 2)
                    waiting.clear();
            });
            leaving.onData = [&first] { first.reset(); };
            failing.onFinished = [&] { third = engine.start(post(upstream.url() + "/third", "{\"three\":3}"), &next); };
            first = engine.start(post(upstream.url() + "/first", "{\"one\":1}"), &leaving);
            second = engine.start(post(upstream.url() + "/second", "{\"two\":2}"), &failing);
            QTRY_COMPARE(next.finishes, 1);
            QCOMPARE(next.body, QByteArray("{\"three\":3}"));
            QCOMPARE(leaving.finishes, 0);
        }
    }

    void tellsFailuresApart()
    {
        HttpEngine engine({});
        const auto codeOf = [&](TransferRequest request) {
            Recorder recorder;
            const auto transfer = engine.start(request, &recorder);
            [&] { QTRY_COMPARE(recorder.finishes, 1); }();
            return recorder.result && !*recorder.result ? recorder.result->error().code : Error::Code::Internal;
        };
        TransferRequest request = post("http://127.0.0.1:1/", "{}");
        QCOMPARE(codeOf(request), Error::Code::Network);
        request.proxy = Proxy{Proxy::Kind::Http, "127.0.0.1", 1, {}, {}};
        QCOMPARE(codeOf(request), Error::Code::Unavailable);
        QCOMPARE(codeOf(post("ftp://127.0.0.1/", "{}")), Error::Code::Invalid);
        QCOMPARE(codeOf(post("http://no-such-host.invalid/", "{}")), Error::Code::Network);
        ScriptedUpstream upstream;
        upstream.answerWith("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort");
        upstream.setAnswer([](const ScriptedUpstream::Seen &seen) {
            seen.socket->write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort");
            seen.socket->disconnectFromHost();
        });
        QCOMPARE(codeOf(post(upstream.url() + "/", "{}")), Error::Code::Network);
    }

    void timesOutWithoutFirstByteAndWhenSilent()
    {
        ScriptedUpstream upstream;
        upstream.setAnswer([](const ScriptedUpstream::Seen &) {});
        HttpEngine engine({});
        TransferRequest request = post(upstream.url() + "/", "{}");
        request.timeouts = {50ms, 50ms, 50ms};
        Recorder none;
        const auto first = engine.start(request, &none);
        QTRY_COMPARE(none.finishes, 1);
        QCOMPARE(none.result->error().code, Error::Code::Timeout);
        upstream.answerWith("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + ScriptedUpstream::chunk("one"));
        Recorder silent;
        const auto second = engine.start(request, &silent);
        QTRY_COMPARE(silent.finishes, 1);
        QCOMPARE(silent.result->error().code, Error::Code::Timeout);
        QCOMPARE(silent.body, QByteArray("one"));
    }

    void leavesOutInterimAnswers()
    {
        ScriptedUpstream upstream;
        upstream.answerWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                            + ScriptedUpstream::json(429, "{}", "Retry-After: 3\r\n"));
        HttpEngine engine({});
        Recorder recorder;
        const auto transfer = engine.start(post(upstream.url() + "/", "{}"), &recorder);
        QTRY_COMPARE(recorder.finishes, 1);
        QCOMPARE(recorder.heads, 1);
        QCOMPARE(recorder.status, 429);
        QVERIFY(!recorder.headers.contains("link"));
        QCOMPARE(recorder.headers.value("retry-after"), QByteArrayView("3"));
    }

    void fetchLimitsCancelsAndEndsWithTheEngine()
    {
        ScriptedUpstream upstream;
        upstream.answerWith(ScriptedUpstream::json(200, QByteArray(5000, 'x')));
        auto engine = std::make_unique<HttpEngine>(HttpEngine::Options{});
        const auto fits = engine->fetch(post(upstream.url() + "/", "{}"));
        QTRY_VERIFY(fits.isFinished());
        QCOMPARE(fits.result()->body.size(), 5000);
        const auto large = engine->fetch(post(upstream.url() + "/", "{}"), 100);
        QTRY_VERIFY(large.isFinished());
        QCOMPARE(large.result().error().code, Error::Code::Invalid);
        upstream.setAnswer([](const ScriptedUpstream::Seen &) {});
        auto cancelled = engine->fetch(post(upstream.url() + "/", "{}"));
        QTRY_COMPARE(upstream.seen().size(), 3);
        QSignalSpy closed(&upstream, &ScriptedUpstream::connectionClosed);
        cancelled.cancel();
        QTRY_COMPARE(closed.size(), 1);
        const auto orphan = engine->fetch(post(upstream.url() + "/", "{}"));
        QTRY_COMPARE(upstream.seen().size(), 4);
        engine.reset();
        QVERIFY(orphan.isFinished());
        QCOMPARE(orphan.result().error().code, Error::Code::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestHttpEngine)
#include "tst_httpengine.moc"
