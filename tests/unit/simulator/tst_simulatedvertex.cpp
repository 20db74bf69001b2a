// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/net/httpengine.h"
#include "core/oauth/formdata.h"
#include "core/oauth/jwtassertion.h"
#include "core/oauth/rsakey.h"
#include "core/simulator/simulator.h"
#include "tests/support/await.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

// The simulated provider's service accounts and Vertex AI's paths, over a real socket.
class TestSimulatedVertex final : public QObject
{
    Q_OBJECT

    std::unique_ptr<Simulator> m_simulator;
    HttpEngine m_engine{HttpEngine::Options{}};
    ServiceAccount m_account;

    [[nodiscard]] HttpResponse send(const TransferRequest &request)
    {
        const auto response = testing::await(m_engine.fetch(request));
        return response ? *response : HttpResponse{};
    }
    [[nodiscard]] HttpResponse ask(const ServiceAccount &account, const QStringList &scopes, const QDateTime &now)
    {
        return send(assertionRequest(m_account.tokenUri, *jwtAssertion(account, scopes, now)));
    }
    [[nodiscard]] HttpResponse ask() { return ask(m_account, scopes(), QDateTime::currentDateTimeUtc()); }
    [[nodiscard]] static QStringList scopes() { return {u"https://www.googleapis.com/auth/cloud-platform"_s}; }
    [[nodiscard]] static QString wordsOf(const HttpResponse &response)
    {
        const QJsonDocument body = QJsonDocument::fromJson(response.body);
        return body["error"_L1].toString() + u": "_s + body["error_description"_L1].toString();
    }
    [[nodiscard]] HttpResponse post(const QByteArray &verb, const QByteArray &field, const QByteArray &credential)
    {
        TransferRequest request;
        request.method = "POST";
        request.url = m_simulator->baseUrl().toUtf8()
                      + "/v1/projects/simulated-project/locations/us-central1/publishers/google/models/gemini-demo:" + verb;
        request.headers.append(field, credential);
        request.body = R"({"contents":[{"role":"user","parts":[{"text":"hello"}]}]})";
        return send(request);
    }
    [[nodiscard]] QByteArray token() { return QJsonDocument::fromJson(ask().body)["access_token"_L1].toString().toUtf8(); }

private Q_SLOTS:
    void init()
    {
        m_simulator = std::make_unique<Simulator>();
        QVERIFY(m_simulator->start());
        m_account = *parseServiceAccount(m_simulator->issueServiceAccount());
    }
    void cleanup() { m_simulator.reset(); }

    void itsNameSaysThatItIsSimulated() { QVERIFY(m_account.clientEmail.startsWith(u"simulated-"_s)); }

    void aGoodAssertionGetsAToken()
    {
        const HttpResponse answer = ask();
        QCOMPARE(answer.status, 200);
        const QJsonDocument body = QJsonDocument::fromJson(answer.body);
        QCOMPARE(body["expires_in"_L1].toInteger(), 3599);
        QCOMPARE(body["token_type"_L1].toString(), u"Bearer"_s);
        QCOMPARE(m_simulator->assertionCount(), 1);
        const QByteArray bearer = "Bearer " + body["access_token"_L1].toString().toUtf8();
        QCOMPARE(post("generateContent", "authorization", bearer).status, 200);
        QCOMPARE(post("countTokens", "authorization", bearer).status, 200);
        QCOMPARE(post("embedContent", "authorization", bearer).status, 404); // there it is "predict"
        QCOMPARE(m_simulator->requestCount(m_account.clientEmail.toUtf8()), 1);
    }

    void whatIsWrongWithAnAssertionIsRefused()
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        ServiceAccount other = *parseServiceAccount(m_simulator->issueServiceAccount());
        ServiceAccount changed = m_account;
        changed.privateKey = other.privateKey;
        QCOMPARE(wordsOf(ask(changed, scopes(), now)), u"invalid_grant: Invalid JWT Signature. (simulated)"_s);
        changed = m_account;
        changed.keyId = u"another"_s;
        QCOMPARE(wordsOf(ask(changed, scopes(), now)), u"invalid_grant: Invalid JWT Signature. (simulated)"_s);
        changed = m_account;
        changed.clientEmail = u"nobody@simulated-project.iam.gserviceaccount.com"_s;
        QCOMPARE(wordsOf(ask(changed, scopes(), now)), u"invalid_grant: Invalid grant: account not found. (simulated)"_s);
        changed = m_account;
        changed.tokenUri = u"https://oauth2.googleapis.com/token"_s;
        QCOMPARE(wordsOf(ask(changed, scopes(), now)), u"invalid_grant: Invalid JWT: Failed audience check. (simulated)"_s);
        QCOMPARE(wordsOf(ask(m_account, {u"openid"_s}, now)).section(u':', 0, 0), u"invalid_scope"_s);
        for (const qint64 off : {-7200, 7200})
            QVERIFY(wordsOf(ask(m_account, scopes(), now.addSecs(off))).contains(u"reasonable timeframe"_s));
        QCOMPARE(m_simulator->assertionCount(), 7);
    }

    void whatIsNoAssertionIsRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("error");
        const QByteArray grant = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer";
        QTest::newRow("empty") << QByteArray() << u"unsupported_grant_type"_s;
        QTest::newRow("another grant") << QByteArray("grant_type=refresh_token") << u"unsupported_grant_type"_s;
        QTest::newRow("none") << grant << u"invalid_request"_s;
        QTest::newRow("no JWT") << QByteArray(grant + "&assertion=a.b.c") << u"invalid_request"_s;
        QTest::newRow("twice") << QByteArray(grant + "&assertion=a&assertion=b") << u"invalid_request"_s;
        QTest::newRow("unsigned") << QByteArray(grant + "&assertion=" + base64Url(R"({"alg":"none"})") + '.' + base64Url(R"({"iss":"x"})")
                                                + '.')
                                  << u"invalid_grant"_s;
    }
    void whatIsNoAssertionIsRefused()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QString, error);
        TransferRequest request;
        request.method = "POST";
        request.url = m_account.tokenUri.toUtf8();
        request.body = body;
        const HttpResponse answer = send(request);
        QCOMPARE(answer.status, 400);
        QCOMPARE(wordsOf(answer).section(u':', 0, 0), error);
    }

    void onlyATokenThatLivesOpensVertex()
    {
        QCOMPARE(post("generateContent", "x-goog-api-key", m_simulator->issueApiKey()).status, 401);
        QCOMPARE(post("generateContent", "authorization", "Bearer " + m_simulator->issueApiKey()).status, 401);
        QCOMPARE(post("generateContent", "authorization", "Bearer " + m_account.clientEmail.toUtf8()).status, 401);
        QCOMPARE(post("generateContent", "authorization", "Bearer sim-at-none").status, 401);
        const QByteArray good = token();
        QCOMPARE(post("generateContent", "authorization", "Bearer " + good).status, 200);
        KeyFaults faults;
        faults.unauthorized = true;
        m_simulator->setKeyFaults(good, faults);
        QCOMPARE(post("generateContent", "authorization", "Bearer " + good).status, 401);
    }
};

QTEST_GUILESS_MAIN(TestSimulatedVertex)
#include "tst_simulatedvertex.moc"
