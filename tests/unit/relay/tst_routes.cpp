// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/routes.h"

#include <QTest>

using namespace homeport;

class TestRoutes final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void servesOnlyWhatItNames_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<RouteKind>("kind");
        const auto row = [](const char *method, const char *path, RouteKind kind) {
            QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(QLatin1String(method), QLatin1String(path))))
                << QByteArray(method) << QByteArray(path) << kind;
        };
        row("POST", "/v1/messages", RouteKind::Forward);
        row("POST", "/v1/messages/count_tokens", RouteKind::Forward);
        row("POST", "/v1/messages/", RouteKind::Forward);
        row("POST", "/v1/messages/batches", RouteKind::Unknown);
        row("GET", "/v1/messages", RouteKind::WrongMethod);
        row("post", "/v1/messages", RouteKind::WrongMethod);
        row("GET", "/v1/models", RouteKind::Forward);
        row("GET", "/v1/models/claude-opus-4.5", RouteKind::Forward);
        row("GET", "/v1/models/vendor_model~1:free", RouteKind::Forward);
        row("GET", "/v1/models/vendor%3Afree@2026", RouteKind::Forward);
        row("GET", "/v1/models/...", RouteKind::Forward);
        row("POST", "/v1/models/claude-x", RouteKind::WrongMethod);
        row("GET", "/health", RouteKind::Health);
        row("HEAD", "/", RouteKind::Probe);
        row("GET", "/v1/files", RouteKind::Unknown);
        for (const char *path : {"/.well-known/oauth-authorization-server", "/oauth/device_authorization", "/oauth/token", "/oauth/revoke",
                                 "/device", "/managed/settings", "/v1/metrics", "/v1/logs", "/v1/traces"}) {
            row("GET", path, RouteKind::Gateway); // which method it takes is its own to say
            row("POST", path, RouteKind::Gateway);
            row("GET", QByteArray(QByteArray(path) + '/').constData(), RouteKind::Gateway);
        }
        for (const char *path : {"/homeport/usage", "/homeport/metrics"}) {
            row("GET", path, RouteKind::Usage); // which method it takes is its own to say
            row("POST", path, RouteKind::Usage);
            row("GET", QByteArray(QByteArray(path) + '/').constData(), RouteKind::Usage);
        }
        row("GET", "/homeport", RouteKind::Unknown);
        row("POST", "/oauth/authorize", RouteKind::Unknown);
        // The path goes upstream as it is: what would lead elsewhere there must not pass here.
        for (const char *id :
             {".",    "..",    "../files",   "../../v1/files", "a/../../files", "a/b",       "/a",    "%2e%2e",     "%2E%2E/files", ".%2e",
              "%2E.", "a%2eb", "..%2ffiles", "..%2Ffiles",     "a%5c..",        "..\\files", "..%5C", "%252e%252e", "..;",          "..;x",
              "a#b",  "a%",    "a%2",        "a%zz",           "a\xc3\xbc"})
            row("GET", QByteArray("/v1/models/" + QByteArray(id)).constData(), RouteKind::Unknown);
    }

    void servesOnlyWhatItNames()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QTEST(routeOf(method, path, {}).kind, "kind");
    }

    void knowsTheCallsOfAllProtocols_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<ApiCall>("call");
        const auto row = [](const char *method, const char *target, const ApiCall &call) {
            QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(QLatin1String(method), QLatin1String(target))))
                << QByteArray(method) << QByteArray(target) << call;
        };
        using Kind = ApiCall::Kind;
        row("POST", "/v1/messages?beta=true", {Protocol::Anthropic, Kind::Generate, {}, false, false, false});
        row("POST", "/v1/messages/count_tokens", {Protocol::Anthropic, Kind::CountTokens, {}, false, false, false});
        row("POST", "/v1/chat/completions", {Protocol::OpenAi, Kind::Generate, {}, false, false, false});
        row("POST", "/v1/completions", {Protocol::OpenAi, Kind::Generate, {}, false, false, false});
        row("POST", "/v1/responses", {Protocol::OpenAi, Kind::Generate, {}, false, false, false});
        row("POST", "/v1/responses/compact", {Protocol::OpenAi, Kind::Generate, {}, false, false, false});
        row("POST", "/v1/embeddings", {Protocol::OpenAi, Kind::Embed, {}, false, false, false});
        for (const char *version : {"/v1", "/v1beta"}) {
            const auto below = [version](const char *rest) { return QByteArray(QByteArray(version) + "/models/" + rest); };
            row("POST", below("gemini-2.5-flash:generateContent").constData(),
                {Protocol::Gemini, Kind::Generate, "gemini-2.5-flash", false, false, false});
            row("POST", below("g:streamGenerateContent").constData(), {Protocol::Gemini, Kind::Generate, "g", true, false, false});
            row("POST", below("g:streamGenerateContent?alt=sse").constData(), {Protocol::Gemini, Kind::Generate, "g", true, false, true});
            row("POST", below("g:streamGenerateContent?a=b&alt=sse").constData(),
                {Protocol::Gemini, Kind::Generate, "g", true, false, true});
            row("POST", below("g:countTokens").constData(), {Protocol::Gemini, Kind::CountTokens, "g", false, false, false});
            row("POST", below("tuned%40x:embedContent").constData(), {Protocol::Gemini, Kind::Embed, "tuned@x", false, false, false});
            row("POST", below("g:batchEmbedContents").constData(), {Protocol::Gemini, Kind::Embed, "g", false, false, false});
        }
        row("GET", "/v1beta/models", {Protocol::Gemini, Kind::ListModels, {}, false, false, false});
        row("GET", "/v1beta/models/g", {Protocol::Gemini, Kind::Model, "g", false, false, false});
        row("POST", "/v1internal:generateContent", {Protocol::Gemini, Kind::Generate, {}, false, true, false});
        row("POST", "/v1internal:streamGenerateContent?alt=sse", {Protocol::Gemini, Kind::Generate, {}, true, true, true});
        row("POST", "/v1internal:loadCodeAssist", {Protocol::Gemini, Kind::Service, {}, false, true, false});
        row("GET", "/v1internal/operations/abc", {Protocol::Gemini, Kind::Service, {}, false, true, false});
    }

    void knowsTheCallsOfAllProtocols()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        const Route route = routeOf(method, target, {});
        QCOMPARE(route.kind, RouteKind::Forward);
        QTEST(route.call, "call");
        QVERIFY(route.target.isEmpty()); // sent on byte for byte
    }

    void refusesOtherMethodsOfGemini()
    {
        QCOMPARE(routeOf("GET", "/v1beta/models/g:generateContent", {}).kind, RouteKind::WrongMethod);
        QCOMPARE(routeOf("DELETE", "/v1internal:loadCodeAssist", {}).kind, RouteKind::WrongMethod);
        for (const char *path :
             {"/v1internal", "/v1internal:", "/v1internal:a/b", "/v1internal:%2e", "/v1internal/operations/../x", "/v1internal/x"})
            QCOMPARE(routeOf("POST", path, {}).kind, RouteKind::Unknown);
    }

    void tellsWhoseModelsAreAsked_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<Protocol>("protocol");
        QTest::newRow("Anthropic's SDK") << QByteArray("anthropic-version") << QByteArray("/v1/models") << Protocol::Anthropic;
        QTest::newRow("an older one") << QByteArray("x-api-key") << QByteArray("/v1/models") << Protocol::Anthropic;
        QTest::newRow("Google's SDK") << QByteArray("x-goog-api-key") << QByteArray("/v1/models") << Protocol::Gemini;
        QTest::newRow("a key in the query") << QByteArray("accept") << QByteArray("/v1/models?pageSize=1&key=x") << Protocol::Gemini;
        QTest::newRow("bearer alone") << QByteArray("authorization") << QByteArray("/v1/models?limit=20") << Protocol::OpenAi;
        QTest::newRow("nothing") << QByteArray("accept") << QByteArray("/v1/models/x") << Protocol::Anthropic;
    }

    void tellsWhoseModelsAreAsked()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, target);
        HeaderBlock headers;
        headers.append(field, "x");
        QTEST(routeOf("GET", target, headers).call.protocol, "protocol");
    }

    void toleratesHowToolsJoinAddresses_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QByteArray>("known");
        const auto row = [](const char *sent, const char *known) { QTest::newRow(sent) << QByteArray(sent) << QByteArray(known); };
        row("/v1/v1/messages?beta=true", "/v1/messages?beta=true");
        row("/v1/messages/", "/v1/messages");
        row("/v1/messages//?x", "/v1/messages?x");
        row("/claude/v1/messages", "/v1/messages");
        row("/codex/v1/responses", "/v1/responses");
        row("/openai/v1/v1/chat/completions/", "/v1/chat/completions");
        row("/gemini/v1beta/models/g:generateContent", "/v1beta/models/g:generateContent");
        row("/v1/v1beta/models/g:generateContent", "/v1beta/models/g:generateContent");
        row("/chat/completions", "/v1/chat/completions");
        row("/codex/responses", "/v1/responses");
    }

    void toleratesHowToolsJoinAddresses()
    {
        QFETCH(QByteArray, sent);
        const Route route = routeOf("POST", sent, {});
        QCOMPARE(route.kind, RouteKind::Forward);
        QTEST(route.target, "known");
    }

    void leavesOtherAddressesAlone()
    {
        for (const char *path : {"/claudex/v1/messages", "/v1/v1/v1/messages", "/codex/files", "/gemini", "//v1/messages"})
            QCOMPARE(routeOf("POST", path, {}).kind, path == QByteArrayView("/gemini") ? RouteKind::WrongMethod : RouteKind::Unknown);
    }

    void refusesTheWebSocketOfResponses()
    {
        HeaderBlock headers;
        headers.append("Upgrade", "websocket");
        QCOMPARE(routeOf("GET", "/v1/responses", headers).kind, RouteKind::WebSocket);
        QCOMPARE(routeOf("GET", "/v1/responses", {}).kind, RouteKind::WrongMethod);
    }

    void choosesTheProtocolOfErrorsByPath()
    {
        QCOMPARE(protocolOfPath("/v1beta/x"), Protocol::Gemini);
        QCOMPARE(protocolOfPath("/v1internal:x"), Protocol::Gemini);
        QCOMPARE(protocolOfPath("/v1/chat/x"), Protocol::OpenAi);
        QCOMPARE(protocolOfPath("/v1/responses/resp_1"), Protocol::OpenAi);
        QCOMPARE(protocolOfPath("/v1/files"), Protocol::Anthropic);
    }
};

QTEST_GUILESS_MAIN(TestRoutes)
#include "tst_routes.moc"
