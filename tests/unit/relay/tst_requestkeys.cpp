// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/requestkeys.h"
#include "core/relay/upstreamtarget.h"

#include <QTest>

using namespace homeport;

// What becomes of keys in an address, and which address a request goes to.
class TestRequestKeys final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void movesAKeyOutOfTheQuery_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("key");
        const auto row = [](const char *sent, const char *target, const char *key) {
            QTest::newRow(sent) << QByteArray(sent) << QByteArray(target) << QByteArray(key);
        };
        row("/a?key=hp_x", "/a", "hp_x");
        row("/a?key=hp_x&alt=sse", "/a?alt=sse", "hp_x");
        row("/a?alt=sse&key=hp_x", "/a?alt=sse", "hp_x");
        row("/a?alt=sse&key=hp_x&b=c", "/a?alt=sse&b=c", "hp_x");
        row("/a?key=AIza%2Dx", "/a", "AIza-x");
        row("/a?key=one&key=two", "/a", "one");
        row("/a?monkey=1&keys=2", "/a?monkey=1&keys=2", "");
        row("/a?key=", "/a", "");
        row("/a?key=x%0d%0aEvil:%20y", "/a", "");
        row("/a", "/a", "");
    }

    void movesAKeyOutOfTheQuery()
    {
        HttpRequest request;
        QFETCH(QByteArray, sent);
        request.target = sent;
        moveQueryKey(request);
        QTEST(request.target, "target");
        QTEST(request.headers.value("x-goog-api-key").toByteArray(), "key");
    }

    void aKeyInTheHeaderStays()
    {
        HttpRequest request;
        request.target = "/a?key=other";
        request.headers.append("X-Goog-Api-Key", "hp_x");
        moveQueryKey(request);
        QCOMPARE(request.target, QByteArray("/a"));
        QCOMPARE(request.headers.size(), 1);
        QCOMPARE(request.headers.value("x-goog-api-key").toByteArray(), QByteArray("hp_x"));
    }

    void appendsPathsAsTheAccountWantsThem_data()
    {
        QTest::addColumn<Protocol>("protocol");
        QTest::addColumn<PathStyle>("style");
        QTest::addColumn<QByteArray>("base");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("url");
        const auto row = [](Protocol protocol, PathStyle style, const char *base, const char *target, const char *url) {
            QTest::newRow(url) << protocol << style << QByteArray(base) << QByteArray(target) << QByteArray(url);
        };
        row(Protocol::Anthropic, PathStyle::Plain, "https://a", "/v1/messages?beta=true", "https://a/v1/messages?beta=true");
        row(Protocol::OpenAi, PathStyle::Plain, "https://o/openai/v1", "/v1/responses", "https://o/openai/v1/responses");
        row(Protocol::OpenAi, PathStyle::Plain, "https://o", "/v1/models?x", "https://o/models?x");
        row(Protocol::Gemini, PathStyle::Plain, "https://g", "/v1beta/models/m:countTokens", "https://g/v1beta/models/m:countTokens");
        row(Protocol::Gemini, PathStyle::Vertex, "https://r/v1/projects/p/locations/r/publishers/google",
            "/v1beta/models/m:streamGenerateContent?alt=sse",
            "https://r/v1/projects/p/locations/r/publishers/google/models/m:streamGenerateContent?alt=sse");
    }

    void appendsPathsAsTheAccountWantsThem()
    {
        QFETCH(Protocol, protocol);
        QFETCH(PathStyle, style);
        QFETCH(QByteArray, base);
        QFETCH(QByteArray, target);
        RelayAccount account;
        account.protocol = protocol;
        account.pathStyle = style;
        account.baseUrl = base;
        ApiCall call;
        call.protocol = protocol;
        QTEST(upstreamUrl(account, account.endpoint(protocol), call, target), "url");
    }

    void anAccountMaySpeakTwoProtocols()
    {
        RelayAccount account;
        account.baseUrl = "https://router/api";
        account.further << ProtocolEndpoint{Protocol::OpenAi, "https://router/api/v1", AuthStyle::Bearer};
        QVERIFY(account.speaks(Protocol::Anthropic) && account.speaks(Protocol::OpenAi) && !account.speaks(Protocol::Gemini));
        QCOMPARE(account.endpoint(Protocol::Anthropic).baseUrl, account.baseUrl);
        QCOMPARE(account.endpoint(Protocol::OpenAi).baseUrl, QByteArray("https://router/api/v1"));
    }
};

QTEST_GUILESS_MAIN(TestRequestKeys)
#include "tst_requestkeys.moc"
