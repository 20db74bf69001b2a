// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/httpengine.h"
#include "core/net/origins.h"
#include "tests/support/await.h"
#include "tests/support/scriptedupstream.h"

#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using homeport::test::ScriptedUpstream;

// What a request is on the wire: its target and its fields, byte for byte, whatever libcurl makes of such things.
class TestRequestShape final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void targetsGoOutAsTheyAre_data()
    {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QByteArray>("sent");
        const auto same = [](const char *target) { QTest::newRow(target) << QByteArray(target) << QByteArray(target); };
        same("/v1/messages?beta=true");
        same("/a/../b/./c//d/");
        same("/v1/%2F%2f%zz?x=%2B%2b&&y");
        same("/models/gemini:streamGenerateContent?alt=sse");
        same("/p?a=b?c=d");
        same("/v1/{id}/[x]|^`\"<>");
        same("/\xc3\xa4?q=\xff");
        same("//twice");
        QTest::newRow("none") << QByteArray("") << QByteArray("/");
        QTest::newRow("a query alone") << QByteArray("?q=1") << QByteArray("/?q=1");
        QTest::newRow("a fragment") << QByteArray("/p?q=1#part") << QByteArray("/p?q=1");
        QTest::newRow("a fragment alone") << QByteArray("#part") << QByteArray("/");
    }

    void targetsGoOutAsTheyAre()
    {
        QFETCH(QByteArray, given);
        QFETCH(QByteArray, sent);
        ScriptedUpstream upstream;
        HttpEngine engine({});
        TransferRequest request;
        request.url = upstream.url() + given;
        QVERIFY(await(engine.fetch(request)).has_value());
        const QByteArray head = upstream.seen().first().head;
        QCOMPARE(head.first(head.indexOf("\r\n")), QByteArray("GET " + sent + " HTTP/1.1"));
    }

    void whatIsNoTargetIsNotSent_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("a space") << QByteArray("/a b");
        QTest::newRow("a line") << QByteArray("/a HTTP/1.1\r\nx: y\r\n\r\nGET /b");
        QTest::newRow("a tab") << QByteArray("/a\tb");
        QTest::newRow("DEL") << QByteArray("/a\x7f");
        QTest::newRow("NUL") << QByteArray("/a\0b", 4);
    }

    void whatIsNoTargetIsNotSent()
    {
        QFETCH(QByteArray, target);
        ScriptedUpstream upstream;
        HttpEngine engine({});
        TransferRequest request;
        request.url = upstream.url() + target;
        QCOMPARE(await(engine.fetch(request)).error().code, Error::Code::Invalid);
        request.url = upstream.url() + "/good"; // on the same handle
        QVERIFY(await(engine.fetch(request)).has_value());
        QCOMPARE(upstream.seen().size(), 1);
    }

    void originsThatAreNoneAreRefused_data()
    {
        QTest::addColumn<QByteArray>("url");
        for (const char *url : {"", "/path/only", "http://", "http://a b/", "http://host:99999/", "http://[::1/", "ftp://127.0.0.1/"})
            QTest::newRow(url) << QByteArray(url);
    }

    void originsThatAreNoneAreRefused()
    {
        QFETCH(QByteArray, url);
        HttpEngine engine({});
        TransferRequest request;
        request.url = url;
        const auto answer = await(engine.fetch(request));
        QCOMPARE(answer.error().code, Error::Code::Invalid);
        QVERIFY2(answer.error().detail.contains(QStringLiteral("address is not valid")), qPrintable(answer.error().detail));
    }

    void manyOriginsComeAndGo()
    {
        ScriptedUpstream upstream;
        HttpEngine engine({});
        for (int i = 0; i < 66; ++i) {
            TransferRequest request;
            request.url = "http://user" + QByteArray::number(i) + "@127.0.0.1:" + QByteArray::number(upstream.port()) + "/p";
            QVERIFY(await(engine.fetch(request)).has_value());
        }
        QCOMPARE(upstream.seen().size(), 66);
    }

    void partsOfAddresses()
    {
        const UrlParts parts = partsOf("https://u:p@host:1/a/b?c=d://e#f");
        QCOMPARE(parts.origin, QByteArrayView("https://u:p@host:1"));
        QCOMPARE(parts.target, QByteArrayView("/a/b?c=d://e"));
        QCOMPARE(partsOf("https://host").target, QByteArrayView());
    }

    // libcurl looks for some of them, and gets the rest in one piece: the order stays, and none is added or lost.
    void fieldsKeepTheirOrder_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::newRow("a tool's") << QByteArray(
            "User-Agent: tool/1\r\nAccept: application/json\r\nX-A: 1\r\nX-B: 2\r\nContent-Type: text/x\r\n"
            "accept-encoding: identity\r\nx-api-key: k\r\n");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("one") << QByteArray("X-A: 1\r\n");
        QTest::newRow("empty ones between") << QByteArray("X-A:\r\nX-B: 2\r\nX-C:\r\nX-D:\r\nX-E: 5\r\n");
        QTest::newRow("looked for first and last") << QByteArray("Accept: */*\r\nX-A: 1\r\nExpect: x\r\n");
        QTest::newRow("twice") << QByteArray("X-A: 1\r\nX-A: 2\r\nAccept: a\r\nAccept: b\r\nX-A: 3\r\n");
        QTest::newRow("odd values") << QByteArray("X-A: ;\r\nX-B: a: b;c\r\nX-C: \xe4\xff\r\nX-D: %s %n\r\n");
    }

    void fieldsKeepTheirOrder()
    {
        QFETCH(QByteArray, lines);
        ScriptedUpstream upstream;
        HttpEngine engine({});
        TransferRequest request;
        request.url = upstream.url() + "/";
        request.headers = HeaderBlock::parse(lines).value();
        QVERIFY(await(engine.fetch(request)).has_value());
        QCOMPARE(upstream.seen().first().head,
                 QByteArray("GET / HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(upstream.port()) + "\r\n" + lines + "\r\n"));
    }
};

QTEST_GUILESS_MAIN(TestRequestShape)
#include "tst_requestshape.moc"
