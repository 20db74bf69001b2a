// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/codeassistonboarding.h"
#include "core/simulator/simulator.h"
#include "tests/support/scriptedupstream.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray Standard =
    R"({"id":"standard-tier","name":"Gemini Code Assist","isDefault":true,"userDefinedCloudaicompanionProject":true})";
const QByteArray Free = R"({"id":"free-tier","name":"Gemini Code Assist for individuals","isDefault":true})";
const QByteArray NewStandard = R"({"allowedTiers":[{"id":"legacy-tier"},)" + Standard + "]}";
const QByteArray NotDone = R"({"name":"operations/op-1","done":false})";
const QByteArray Done = R"({"name":"operations/op-1","done":true,"response":{"cloudaicompanionProject":{"id":"theirs","name":"theirs"}}})";

QByteArray ok(const QByteArray &body)
{
    return ScriptedUpstream::json(200, body);
}

} // namespace

// What Code Assist says of an account, and what it takes until it says so.
class TestCodeAssistOnboarding final : public QObject
{
    Q_OBJECT

    HttpEngine m_engine{HttpEngine::Options{}};
    std::unique_ptr<ScriptedUpstream> m_upstream;
    QList<QByteArray> m_answers; // in their order; none: nothing is answered
    QList<std::pair<int, int>> m_looks;
    std::unique_ptr<CodeAssistOnboarding> m_onboarding;
    std::optional<Result<CodeAssistStanding>> m_result;

    void start(const QString &project, OnboardingOptions options, const QByteArray &baseUrl, const QByteArray &token = "token-1")
    {
        const auto fetch = [this](const TransferRequest &request) { return m_engine.fetch(request, 100'000); };
        m_onboarding = std::make_unique<CodeAssistOnboarding>(baseUrl, shareSecret(QByteArray(token)), fetch, options, nullptr);
        connect(m_onboarding.get(), &CodeAssistOnboarding::looked, this,
                [this](int looks, int most) { m_looks << std::pair(looks, most); });
        connect(m_onboarding.get(), &CodeAssistOnboarding::finished, this, [this](const Result<CodeAssistStanding> &result) {
            QVERIFY2(!m_result, "it ended twice");
            m_result = result;
        });
        m_onboarding->start(project);
        QVERIFY2(!m_result, "it ended from inside start()");
    }
    // "project tier", or "code: words".
    [[nodiscard]] QString run(const QList<QByteArray> &answers, const QString &project = {}, OnboardingOptions options = {1ms, 3})
    {
        m_answers = answers;
        start(project, options, m_upstream->url());
        return ended();
    }
    [[nodiscard]] QString ended()
    {
        if (!QTest::qWaitFor([this] { return m_result.has_value(); }))
            return u"it did not end"_s;
        if (*m_result)
            return (*m_result)->projectId + u" | "_s + (*m_result)->tier;
        return codeName(m_result->error().code) + u": "_s + m_result->error().detail;
    }
    [[nodiscard]] QByteArray line(qsizetype index) const
    {
        const QByteArray head = m_upstream->seen().at(index).head;
        return head.left(head.indexOf(" HTTP/1.1"));
    }
    [[nodiscard]] QJsonValue sent(qsizetype index) const { return QJsonDocument::fromJson(m_upstream->seen().at(index).body).object(); }

private Q_SLOTS:
    void init()
    {
        m_result.reset();
        m_looks.clear();
        m_answers.clear();
        m_upstream = std::make_unique<ScriptedUpstream>();
        m_upstream->setAnswer([this](const ScriptedUpstream::Seen &seen) {
            if (!m_answers.isEmpty())
                seen.socket->write(m_answers.takeFirst());
        });
    }
    void cleanup()
    {
        m_onboarding.reset();
        m_upstream.reset();
    }

    void anAccountWithATierIsTakenAsItIs_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("project");
        QTest::addColumn<QString>("expected");
        const QByteArray current = R"({"currentTier":)" + Standard;
        QTest::newRow("their project") << QByteArray(current + R"(,"cloudaicompanionProject":"theirs"})") << u""_s
                                       << u"theirs | Gemini Code Assist"_s;
        QTest::newRow("as an object") << QByteArray(current + R"(,"cloudaicompanionProject":{"id":"theirs"}})") << u"mine"_s
                                      << u"theirs | Gemini Code Assist"_s;
        QTest::newRow("mine") << QByteArray(current + '}') << u"mine"_s << u"mine | Gemini Code Assist"_s;
        QTest::newRow("a tier that is paid for")
            << QByteArray(current + R"(,"paidTier":{"id":"p","name":"Enterprise"}})") << u"mine"_s << u"mine | Enterprise"_s;
        QTest::newRow("without a name") << QByteArray(R"({"currentTier":{"id":"t"}})") << u"mine"_s << u"mine | t"_s;
    }
    void anAccountWithATierIsTakenAsItIs()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, project);
        QFETCH(QString, expected);
        QCOMPARE(run({ok(answer)}, project), expected);
        QCOMPARE(m_upstream->seen().size(), 1);
        QCOMPARE(line(0), QByteArray("POST /v1internal:loadCodeAssist"));
        QCOMPARE(sent(0)["cloudaicompanionProject"_L1].toString(), project);
        QCOMPARE(sent(0)["metadata"_L1]["duetProject"_L1].toString(), project);
        const QByteArray head = m_upstream->seen().first().head;
        QVERIFY(head.contains("authorization: Bearer token-1\r\n") && head.contains("User-Agent: Homeport\r\n")); // it says who it is
        QVERIFY(m_looks.isEmpty());
    }

    void aNewAccountIsSetUpAndLookedAfter()
    {
        QCOMPARE(run({ok(NewStandard), ok(NotDone), ok(NotDone), ok(Done)}, u"mine"_s), u"theirs | Gemini Code Assist"_s);
        QCOMPARE(m_upstream->seen().size(), 4);
        QCOMPARE(line(1), QByteArray("POST /v1internal:onboardUser"));
        QCOMPARE(sent(1)["tierId"_L1].toString(), u"standard-tier"_s);
        QCOMPARE(sent(1)["cloudaicompanionProject"_L1].toString(), u"mine"_s);
        QCOMPARE(line(2), QByteArray("GET /v1internal/operations/op-1"));
        QVERIFY(m_upstream->seen().at(2).body.isEmpty());
        QCOMPARE(line(3), line(2));
        QCOMPARE(m_looks, (QList<std::pair<int, int>>{{0, 3}, {1, 3}}));
    }

    void aTierWithAProjectOfTheirsTakesNoneOfMine()
    {
        QCOMPARE(run({ok(R"({"allowedTiers":[)" + Free + "]}"), ok(Done)}, u"mine"_s), u"theirs | Gemini Code Assist for individuals"_s);
        QVERIFY(sent(1)["cloudaicompanionProject"_L1].isUndefined());
        QVERIFY(m_looks.isEmpty());
    }

    void withoutAUsableNameItIsAskedAgain_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("none") << QByteArray(R"({"done":false})");
        QTest::newRow("one that leads elsewhere") << QByteArray(R"({"name":"operations/../../other"})");
        QTest::newRow("no operation") << QByteArray(R"({"name":"projects/1"})");
    }
    void withoutAUsableNameItIsAskedAgain()
    {
        QFETCH(QByteArray, answer);
        QCOMPARE(run({ok(NewStandard), ok(answer), ok(Done)}, u"mine"_s), u"theirs | Gemini Code Assist"_s);
        QCOMPARE(line(2), line(1));
        QCOMPARE(m_upstream->seen().at(2).body, m_upstream->seen().at(1).body);
    }

    void aBusyServerCostsALook()
    {
        QCOMPARE(
            run({ok(NewStandard), ok(NotDone), ScriptedUpstream::json(503, "{}"), ScriptedUpstream::json(429, "{}"), ok(Done)}, u"mine"_s),
            u"theirs | Gemini Code Assist"_s);
        QCOMPARE(m_looks.size(), 3);
    }

    void itLooksSoOftenAndNoMore()
    {
        const QString words = run({ok(NewStandard), ok(NotDone), ok(NotDone), ok(NotDone), ok(NotDone), ok(Done)}, u"mine"_s);
        QVERIFY2(words.startsWith(u"unavailable: ") && words.contains(u"Sign in again"), qPrintable(words));
        QCOMPARE(m_upstream->seen().size(), 5); // load, onboard, three looks
        QCOMPARE(OnboardingOptions().mostLooks, 12);
        QCOMPARE(OnboardingOptions().interval, 5000ms);
    }

    void aRefusalIsToldInGooglesWords_data()
    {
        QTest::addColumn<QList<QByteArray>>("answers");
        QTest::addColumn<QString>("project");
        QTest::addColumn<QString>("expected");
        const QByteArray error = R"({"error":{"code":403,"message":"Enable the API first.","status":"PERMISSION_DENIED"}})";
        const QByteArray refused =
            R"({"ineligibleTiers":[{"reasonMessage":"Not in your country."},{"reasonMessage":"Not in your country."},)"
            R"({"reasonMessage":"Not at your age."}])";
        QTest::newRow("asked for it") << QList{ScriptedUpstream::json(403, error)} << u"mine"_s << u"unauthorized: Enable the API first."_s;
        QTest::newRow("no tier") << QList{ok(refused + '}')} << u"mine"_s << u"unauthorized: Not in your country.\nNot at your age."_s;
        QTest::newRow("a tier, but no project")
            << QList{ok(refused + R"(,"currentTier":{"id":"t"}})")} << u""_s << u"unauthorized: Not in your country.\nNot at your age."_s;
        QTest::newRow("no reason") << QList{ok("{}")} << u"mine"_s << u"unauthorized: Code Assist has no licence for this account."_s;
        QTest::newRow("set up") << QList{ok(NewStandard), ScriptedUpstream::json(412, R"({"error":{"message":"Precondition."}})")}
                                << u"mine"_s << u"unauthorized: Precondition."_s;
        QTest::newRow("busy at once") << QList{ok(NewStandard), ScriptedUpstream::json(503, R"({"error":{"message":"Busy."}})")}
                                      << u"mine"_s << u"unauthorized: Busy."_s;
        QTest::newRow("at a look") << QList{ok(NewStandard), ok(NotDone),
                                            ok(R"({"done":true,"error":{"code":7,"message":"No seat left."}})")}
                                   << u"mine"_s << u"unauthorized: No seat left."_s;
        QTest::newRow("needs a project")
            << QList{ok(NewStandard)} << u""_s
            << u"invalid: Code Assist (Gemini Code Assist) needs a Google Cloud project: give the id of the one "
               "that has the licence."_s;
    }
    void aRefusalIsToldInGooglesWords()
    {
        QFETCH(QList<QByteArray>, answers);
        QFETCH(QString, project);
        QFETCH(QString, expected);
        QCOMPARE(run(answers, project), expected);
        QCOMPARE(m_upstream->seen().size(), answers.size());
    }

    void nothingThereIsSaid()
    {
        start({}, {1ms, 3}, "http://127.0.0.1:1");
        QVERIFY(ended().startsWith(u"network: "));
    }

    void deletingItCancels()
    {
        start(u"mine"_s, {1ms, 3}, m_upstream->url());
        QTRY_COMPARE(m_upstream->seen().size(), 1);
        m_onboarding.reset();
        QTRY_COMPARE(m_upstream->openConnections(), 0);
        QVERIFY(!m_result);
    }

    void deletingItBetweenTwoLooksCancels()
    {
        m_answers = {ok(NewStandard), ok(NotDone)};
        start(u"mine"_s, {1h, 3}, m_upstream->url());
        QTRY_COMPARE(m_looks.size(), 1);
        m_onboarding.reset();
        QVERIFY(!m_result);
        QCOMPARE(m_upstream->seen().size(), 2);
    }

    // The simulated provider's own idea of it: a project whose name begins with "new-" is not set up yet.
    void theSimulatedProviderAgrees()
    {
        Simulator provider;
        QVERIFY(provider.start());
        const QByteArray token = provider.issueTokens().accessToken;
        start(u"new-project"_s, {1ms, 5}, provider.baseUrl().toUtf8(), token);
        QCOMPARE(ended(), u"new-project | Gemini Code Assist (simulated)"_s);
        QCOMPARE(m_looks.size(), 2);
        m_result.reset();
        start(u"refused-project"_s, {1ms, 5}, provider.baseUrl().toUtf8(), token);
        QVERIFY2(ended().contains(u"refused-project"), qPrintable(ended()));
        QCOMPARE(m_result->error().code, Error::Code::Unauthorized);
    }
};

QTEST_GUILESS_MAIN(TestCodeAssistOnboarding)
#include "tst_codeassistonboarding.moc"
