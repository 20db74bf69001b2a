// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/redaction.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

// Heads that are kept hold no credential, wherever a tool puts one.
class TestRedaction final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFieldWithACredentialLosesItsValue_data()
    {
        QTest::addColumn<QByteArray>("field");
        for (const char *name : {"authorization",
                                 "Authorization",
                                 "X-API-KEY",
                                 "x-homeport-key",
                                 "proxy-authorization",
                                 "cookie",
                                 "Set-Cookie",
                                 "set-cookie2",
                                 "x-goog-api-key",
                                 "api-key",
                                 "apikey",
                                 "x-auth-token",
                                 "x-amz-security-token",
                                 "x-client-secret",
                                 "x-db-password",
                                 "x-credentials",
                                 "x-functions-key",
                                 "ocp-apim-subscription-key",
                                 "x-forwarded-authorization",
                                 "key"})
            QTest::newRow(name) << QByteArray(name) + ": marker";
        QTest::newRow("bearer elsewhere") << QByteArray("x-other: Bearer marker");
        QTest::newRow("basic elsewhere") << QByteArray("x-other: basic marker");
        QTest::newRow("a local key elsewhere") << QByteArray("x-note: mine is hp_marker");
        QTest::newRow("an Anthropic key elsewhere") << QByteArray("x-note: sk-ant-api03-marker");
        QTest::newRow("a Google key elsewhere") << QByteArray("x-note: AIzaSyA1234567890-marker");
        QTest::newRow("a token of Google's elsewhere") << QByteArray("x-note: (ya29.marker)");
        QTest::newRow("in a URL's query") << QByteArray("referer: https://x/y?a=1&key=marker");
        QTest::newRow("in a redirect") << QByteArray("Location: https://x/y?access_token=marker&b=2");
        QTest::newRow("percent signs in the name") << QByteArray("referer: https://x/?%6b%65%79=marker");
    }

    void aFieldWithACredentialLosesItsValue()
    {
        QFETCH(QByteArray, field);
        const QByteArray name = field.first(field.indexOf(':'));
        HttpRequest request;
        request.method = "POST";
        request.target = "/v1/messages";
        request.headers = *HeaderBlock::parse(QByteArray(field + "\r\n"));
        const QByteArray head = redactedHead(request, false);
        QVERIFY2(head.startsWith(QByteArray("POST /v1/messages HTTP/1.1\r\n" + name + ": ")), head.constData());
        QVERIFY2(!head.contains("marker") && head.contains("[removed]") && head.endsWith("\r\n\r\n"), head.constData());
        const QByteArray answer = redactedHead(QByteArray("HTTP/1.1 200 OK\r\n" + field + "\r\n\r\n"));
        QVERIFY2(answer.startsWith(QByteArray("HTTP/1.1 200 OK\r\n" + name + ": ")), answer.constData());
        QVERIFY2(!answer.contains("marker") && answer.contains("[removed]") && answer.endsWith("\r\n\r\n"), answer.constData());
    }

    void otherFieldsStay_data()
    {
        QTest::addColumn<QByteArray>("field");
        for (const char *field :
             {"content-type: application/json", "anthropic-ratelimit-tokens-remaining: 1000", "x-ratelimit-limit-tokens: 5",
              "accept-language: sk-SK,sk;q=0.9", "user-agent: claude-cli/2.1.330 (external, cli)", "idempotency-key: abc",
              "www-authenticate: x realm=y", "request-id: req_011", "anthropic-beta: fine-grained-tool-streaming-2025-05-14",
              "referer: https://x/y?beta=true&page=2", "x-task: task-force-of-twelve"})
            QTest::newRow(field) << QByteArray(field);
    }

    void otherFieldsStay()
    {
        QFETCH(QByteArray, field);
        const QByteArray head = "HTTP/1.1 200 OK\r\n" + field + "\r\n\r\n";
        QCOMPARE(redactedHead(head), head);
    }

    void theTargetLosesWhatOpensSomething_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<bool>("keyInPath");
        QTest::addColumn<QByteArray>("shown");
        const auto row = [](const char *target, bool keyInPath, const char *shown) {
            QTest::newRow(target) << QByteArray(target) << keyInPath << QByteArray(shown);
        };
        row("/v1/messages?beta=true", false, "/v1/messages?beta=true");
        row("/v1/messages?beta=true&x=%2F", true, "/t/[removed]/v1/messages?beta=true&x=%2F");
        row("/v1/models?key=marker&limit=2", false, "/v1/models?key=[removed]&limit=2");
        row("/v1/models?KEY=marker", false, "/v1/models?KEY=[removed]");
        row("/v1/models?api%5Fkey=marker", false, "/v1/models?api%5Fkey=[removed]");
        row("/v1/models?access_token=marker&sig=marker&password=marker", false,
            "/v1/models?access_token=[removed]&sig=[removed]&password=[removed]");
        row("/v1/models?hp_marker", false, "/v1/models?[removed]");
        row("/v1/models?x=hp%5Fmarker", false, "/v1/models?x=[removed]");
        row("/t/marker/v1/messages", false, "/t/[removed]/v1/messages");
        row("/v1/t/hp_marker/v1/messages", false, "/v1/t/[removed]/v1/messages");
        row("/v1/hp%5Fmarker", false, "/v1/[removed]");
        row("/v1/models/claude-opus-4-8", false, "/v1/models/claude-opus-4-8");
    }

    void theTargetLosesWhatOpensSomething()
    {
        QFETCH(QByteArray, target);
        QFETCH(bool, keyInPath);
        QFETCH(QByteArray, shown);
        HttpRequest request;
        request.method = "GET";
        request.target = target;
        QCOMPARE(redactedHead(request, keyInPath), QByteArray("GET " + shown + " HTTP/1.1\r\n\r\n"));
    }

    void whatIsNoHeadIsNotShown()
    {
        QCOMPARE(redactedHead(QByteArrayView()), QByteArray());
        QVERIFY(!redactedHead("HTTP/1.1 200 OK\r\nmarker without a colon\r\n\r\n").contains("marker"));
    }
};

QTEST_GUILESS_MAIN(TestRedaction)
#include "tst_redaction.moc"
