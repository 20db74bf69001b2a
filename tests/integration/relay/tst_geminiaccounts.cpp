// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/accountsfixture.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(homeport::KeyFaults)

// Gemini accounts at the simulated provider: failures that lead to another account, parks, usage.
class TestGeminiAccounts final : public QObject
{
    Q_OBJECT

    std::unique_ptr<AccountsFixture> m_world;

    void useAccounts(PathStyle paths)
    {
        for (RelayAccount &account : m_world->world.accounts) {
            account.protocol = Protocol::Gemini;
            account.authStyle = paths == PathStyle::Plain ? AuthStyle::GoogApiKey : AuthStyle::Bearer;
            account.pathStyle = paths;
        }
        m_world->publish();
    }
    [[nodiscard]] static QByteArray hello(bool wrapped = false)
    {
        const QByteArray body =
            R"({"contents":[{"role":"user","parts":[{"text":"hello"}]}],"generationConfig":{"thinkingConfig":{"includeThoughts":true}}})";
        return wrapped ? QByteArray(R"({"model":"gemini-x","project":"p","request":)" + body + '}') : body;
    }
    [[nodiscard]] AccountsFixture::Answer ask(const QByteArray &target = "/v1beta/models/gemini-x:generateContent") const
    {
        return m_world->exchange(m_world->request(hello(target.startsWith("/v1internal")), {}, target));
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<AccountsFixture>(2);
        useAccounts(PathStyle::Plain);
    }
    void cleanup() { m_world.reset(); }

    void anAccountsFailureIsNotTheTools_data()
    {
        QTest::addColumn<KeyFaults>("faults");
        QTest::addColumn<QString>("outcome");
        QTest::addColumn<qint64>("parkedSeconds"); // 0: not
        QTest::addColumn<QString>("family");
        QTest::addColumn<qint64>("signalled");
        KeyFaults faults;
        faults.bursts = 1;
        faults.burstRetryAfter = 30;
        QTest::newRow("burst") << faults << u"429"_s << qint64(30) << QString() << qint64(0);
        faults = {};
        faults.windowSpent = 3600s;
        QTest::newRow("window spent") << faults << u"429"_s << qint64(3600) << QString() << qint64(0);
        faults.family = u"gemini-x"_s;
        QTest::newRow("a model's window spent") << faults << u"429"_s << qint64(3600) << u"gemini-x"_s << qint64(0);
        faults = {};
        faults.overloads = 1;
        QTest::newRow("overloaded") << faults << u"503"_s << qint64(5) << QString() << qint64(0);
        faults = {};
        faults.unauthorized = true;
        QTest::newRow("a wrong key, which is a 400") << faults << u"400"_s << qint64(0) << QString() << qint64(1);
        faults = {};
        faults.banned = true;
        QTest::newRow("banned") << faults << u"403"_s << qint64(0) << QString() << qint64(1);
    }
    void anAccountsFailureIsNotTheTools()
    {
        QFETCH(KeyFaults, faults);
        QFETCH(QString, outcome);
        QFETCH(qint64, parkedSeconds);
        QFETCH(QString, family);
        QFETCH(qint64, signalled);
        m_world->fail(1, faults);
        const QDateTime before = QDateTime::currentDateTimeUtc();
        const auto answer = ask();
        QCOMPARE(answer.status, 200);
        QCOMPARE(m_world->askedOf(1), 1);
        QCOMPARE(m_world->askedOf(2), 1);
        const RequestRecord record = m_world->lastRecord();
        QVERIFY2(record.trace.steps.first().outcome.startsWith(outcome), qPrintable(record.trace.steps.first().outcome));
        QCOMPARE(record.account, u"a2"_s);
        if (parkedSeconds > 0) {
            QTRY_VERIFY(!m_world->news.isEmpty() && m_world->news.first().park);
            const AccountPark park = *m_world->news.first().park;
            QCOMPARE(park.family, family);
            const qint64 seconds = before.secsTo(park.until);
            QVERIFY2(seconds >= parkedSeconds - 1 && seconds <= parkedSeconds + 5, qPrintable(QString::number(seconds)));
        }
        qsizetype verdicts = 0;
        for (const AccountSignal &one : std::as_const(m_world->told))
            verdicts += one.kind == AccountSignal::Kind::Refused || one.kind == AccountSignal::Kind::Blocked ? 1 : 0;
        QCOMPARE(verdicts, signalled);
    }

    void aSpentModelLeavesTheOthersWhereTheyAre()
    {
        KeyFaults faults;
        faults.windowSpent = 3600s;
        faults.family = u"gemini-x"_s;
        m_world->fail(1, faults);
        QCOMPARE(ask().status, 200);
        QCOMPARE(ask("/v1beta/models/gemini-y:generateContent").status, 200);
        QCOMPARE(m_world->askedOf(1), 2);
        QCOMPARE(ask().status, 200); // known meanwhile: not asked again
        QCOMPARE(m_world->askedOf(1), 2);
        QCOMPARE(m_world->askedOf(2), 2);
    }

    void aRequestsOwnMistakeStaysIts()
    {
        const auto answer = m_world->exchange(m_world->request("{}", {}, "/v1beta/models/gemini-x:generateContent"));
        QCOMPARE(answer.status, 400);
        QVERIFY(answer.body.contains("contents is not specified"));
        QCOMPARE(m_world->askedOf(2), 0);
        QVERIFY(m_world->told.isEmpty());
    }

    void whenAllAreSpentTheProvidersRefusalComesThroughWithItsRetryInfo()
    {
        KeyFaults faults;
        faults.windowSpent = 3600s;
        m_world->fail(1, faults);
        m_world->fail(2, faults);
        const auto theirs = ask();
        QCOMPARE(theirs.status, 429);
        QVERIFY(theirs.body.contains("(simulated)"));
        const auto ours = ask(); // both are parked: nobody is asked
        QCOMPARE(ours.status, 429);
        const QJsonValue error = QJsonDocument::fromJson(ours.body)["error"_L1];
        QCOMPARE(error["status"_L1].toString(), u"RESOURCE_EXHAUSTED"_s);
        QCOMPARE(error["details"_L1][0]["retryDelay"_L1].toString(), QString::number(ours.retryAfter()) + u's');
        QVERIFY(ours.retryAfter() > 3500);
        QCOMPARE(m_world->askedOf(1) + m_world->askedOf(2), 2);
    }

    void theLedgersUsageIsTheProvidersCount_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("whole") << QByteArray("/v1beta/models/gemini-x:generateContent");
        QTest::newRow("events") << QByteArray("/v1/models/gemini-x:streamGenerateContent?alt=sse");
        QTest::newRow("list") << QByteArray("/v1beta/models/gemini-x:streamGenerateContent");
        QTest::newRow("Code Assist whole") << QByteArray("/v1internal:generateContent");
        QTest::newRow("Code Assist events") << QByteArray("/v1internal:streamGenerateContent?alt=sse");
        QTest::newRow("embedding") << QByteArray("/v1beta/models/gemini-x:embedContent");
    }
    void theLedgersUsageIsTheProvidersCount()
    {
        QFETCH(QByteArray, target);
        if (target.startsWith("/v1internal"))
            useAccounts(PathStyle::CodeAssist);
        QCOMPARE(ask(target).status, 200);
        const RequestRecord record = m_world->lastRecord();
        QTRY_VERIFY(m_world->provider.usage(m_world->secrets.value(1)).known);
        const TokenUsage told = m_world->provider.usage(m_world->secrets.value(1));
        QCOMPARE(record.model, u"gemini-x"_s);
        QVERIFY(record.usage.known);
        QCOMPARE(record.usage.input, told.input);
        QCOMPARE(record.usage.cacheRead, told.cacheRead);
        QCOMPARE(record.usage.output, told.output);
        QCOMPARE(record.usage.reasoning, told.reasoning);
        QVERIFY(told.input > 0);
    }

    // The tool asks in the public shape, of accounts that have the other one only; the simulated provider takes none but its own.
    void codeAssistServesPublicQuestions_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("whole") << QByteArray("/v1beta/models/gemini-x:generateContent");
        QTest::newRow("events") << QByteArray("/v1/models/gemini-x:streamGenerateContent?alt=sse");
        QTest::newRow("list") << QByteArray("/v1beta/models/gemini-x:streamGenerateContent");
        QTest::newRow("count") << QByteArray("/v1beta/models/gemini-x:countTokens");
    }
    void codeAssistServesPublicQuestions()
    {
        QFETCH(QByteArray, target);
        const auto expected = ask(target); // of an account that speaks it
        useAccounts(PathStyle::CodeAssist);
        const auto answer = ask(target);
        QCOMPARE(answer.status, 200);
        QVERIFY(!answer.body.contains("\"response\":") && !answer.body.contains("traceId"));
        const RequestRecord record = m_world->lastRecord();
        QCOMPARE(record.model, u"gemini-x"_s);
        if (target.endsWith(":countTokens")) {
            QVERIFY(QJsonDocument::fromJson(answer.body)["totalTokens"_L1].toInt() > 0);
            QVERIFY(!record.usage.known);
            return;
        }
        const auto words = [](QByteArray body) {
            return body.contains("Nobody thinks here") && body.contains("\"finishReason\":\"STOP\"");
        };
        QVERIFY(words(answer.body) && words(expected.body));
        if (!target.contains("alt=sse"))
            QCOMPARE(QJsonDocument::fromJson(answer.body).isArray(), QJsonDocument::fromJson(expected.body).isArray());
        QVERIFY(record.usage.known && record.usage.complete);
        QTRY_COMPARE(m_world->askedOf(1), 2);
    }

    void anAccountOfTheOtherShapeTakesOver()
    {
        useAccounts(PathStyle::Plain);
        m_world->account(2).pathStyle = PathStyle::CodeAssist;
        m_world->account(2).authStyle = AuthStyle::Bearer;
        m_world->publish();
        KeyFaults faults;
        faults.windowSpent = 3600s;
        m_world->fail(1, faults);
        const auto answer = ask("/v1beta/models/gemini-x:streamGenerateContent?alt=sse");
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.body.startsWith("data: {\"candidates\""));
        QCOMPARE(m_world->lastRecord().account, u"a2"_s);
        QCOMPARE(m_world->askedOf(2), 1);
    }

    void countsAndListsAreFree()
    {
        QCOMPARE(ask("/v1beta/models/gemini-x:countTokens").status, 200);
        QVERIFY(!m_world->lastRecord().usage.known);
    }
};

QTEST_GUILESS_MAIN(TestGeminiAccounts)
#include "tst_geminiaccounts.moc"
