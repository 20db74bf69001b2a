// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/anthropic/answersignals.h"
#include "core/providers/gemini/protocol.h"
#include "core/providers/gemini/quotadetails.h"

#include <QTest>

#include <random>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;
using Meaning = AnswerSignal::Meaning;

Q_DECLARE_METATYPE(homeport::AnswerSignal::Meaning)

namespace {

const QDateTime Now(QDate(2026, 11, 26), QTime(12, 0), Qt::UTC);

// JSON written with ' for ": moc 6.4 stumbles over some raw strings.
QByteArray error(int code, const QByteArray &details, const QByteArray &message = "Words.")
{
    QByteArray body = "{'error':{'code':" + QByteArray::number(code) + ",'message':'" + message + "','status':'S','details':[" + details
                      + "]}}";
    return body.replace('\x27', '\x22');
}

QByteArray retryInfo(const QByteArray &delay)
{
    return "{'@type':'type.googleapis.com/google.rpc.RetryInfo','retryDelay':'" + delay + "'}";
}

QByteArray quotaFailure(const QByteArray &quotaId, const QByteArray &dimensions = "{}")
{
    return "{'@type':'type.googleapis.com/google.rpc.QuotaFailure','violations':[{'quotaMetric':'x','quotaId':'" + quotaId
           + "','quotaDimensions':" + dimensions + ",'quotaValue':'5'}]}";
}

QByteArray errorInfo(const QByteArray &reason, const QByteArray &metadata = "{}")
{
    return "{'@type':'type.googleapis.com/google.rpc.ErrorInfo','reason':'" + reason + "','metadata':" + metadata + "}";
}

AnswerSignal signalOf(int status, const QByteArray &body, const HeaderBlock &headers = {}, const QString &model = u"gemini-2.5-pro"_s)
{
    return GeminiProtocol().signal(status, headers, body, model, Now);
}

} // namespace

class TestGeminiSignals final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheSeveral429Apart_data()
    {
        QTest::addColumn<QByteArray>("details");
        QTest::addColumn<Meaning>("meaning");
        QTest::addColumn<qint64>("until"); // milliseconds from now; -1: not said
        const auto row = [](const char *name, const QByteArray &details, Meaning meaning, qint64 until) {
            QTest::newRow(name) << details << meaning << until;
        };
        const QByteArray day = "GenerateRequestsPerDayPerProject";
        const QByteArray dayOfModel = "GenerateRequestsPerDayPerProjectPerModel-FreeTier";
        row("nothing said", {}, Meaning::RequestsFault, -1);
        row("only help", "{'@type':'type.googleapis.com/google.rpc.Help','links':[]}", Meaning::RequestsFault, -1);
        row("only a reason", errorInfo("RATE_LIMIT_EXCEEDED"), Meaning::RequestsFault, -1);
        row("a time that is none", retryInfo("soon"), Meaning::RequestsFault, -1);
        row("seconds", retryInfo("34s"), Meaning::Burst, 34'000);
        row("parts of seconds", retryInfo("1.5s"), Meaning::Burst, 1'500);
        row("less than a second", retryInfo("0.2s"), Meaning::Burst, 1'000);
        row("no time at all", retryInfo("0s"), Meaning::Burst, 1'000);
        row("a minute", retryInfo("60s"), Meaning::WindowSpent, 60'000);
        row("hours", retryInfo("7200s"), Meaning::WindowSpent, 7'200'000);
        row("a month", retryInfo("2592000s"), Meaning::WindowSpent, 8LL * 24 * 3'600'000);
        row("a quota of a minute", quotaFailure("GenerateRequestsPerMinutePerProject") + ',' + retryInfo("9s"), Meaning::Burst, 9'000);
        row("a quota of a minute alone", quotaFailure("GenerateRequestsPerMinutePerProject"), Meaning::Burst, -1);
        row("a quota of a day", quotaFailure(day) + ',' + retryInfo("34s"), Meaning::WindowSpent, 34'000);
        row("a quota of a day alone", quotaFailure(day), Meaning::WindowSpent, -1);
        row("a model's day", quotaFailure(dayOfModel) + ',' + retryInfo("40s"), Meaning::FamilySpent, 40'000);
        row("a model's minute", quotaFailure("TokensPerMinute", "{'model':'gemini-2.5-pro'}") + ',' + retryInfo("4s"), Meaning::FamilySpent,
            4'000);
        row("Code Assist's reset", errorInfo("QUOTA_EXHAUSTED", "{'quotaResetDelay':'5h32m10.5s'}"), Meaning::WindowSpent, 19'930'500);
        row("Code Assist's moment", errorInfo("RATE_LIMIT_EXCEEDED", "{'quotaResetDelay':'539.5ms'}") + ',' + retryInfo("0.5395s"),
            Meaning::Burst, 1'000);
        row("Code Assist's model", errorInfo("QUOTA_EXHAUSTED", "{'model':'gemini-3-pro','quotaResetDelay':'2h0m0s'}"),
            Meaning::FamilySpent, 7'200'000);
        row("the longer counts", errorInfo("X", "{'quotaResetDelay':'90s'}") + ',' + retryInfo("5s"), Meaning::WindowSpent, 90'000);
    }

    void tellsTheSeveral429Apart()
    {
        QFETCH(QByteArray, details);
        QFETCH(qint64, until);
        const AnswerSignal signal = signalOf(429, error(429, details));
        QTEST(signal.meaning, "meaning");
        QCOMPARE(signal.until.isValid() ? Now.msecsTo(signal.until) : -1, until);
        QCOMPARE(signal.family, signal.meaning == Meaning::FamilySpent ? u"gemini-2.5-pro"_s : QString());
        QCOMPARE(signal.why, u"Words."_s);
        const AnswerSignal listed = signalOf(429, QByteArray('[' + error(429, details) + ']')); // as a stream without alt=sse has it
        QCOMPARE(listed.meaning, signal.meaning);
        QCOMPARE(listed.until, signal.until);
    }

    void aFamilyIsTheOneThatRoutingAsksFor()
    {
        const QByteArray body = error(429, quotaFailure("PerModel"));
        QCOMPARE(signalOf(429, body).family, modelFamily(u"gemini-2.5-pro"_s));
        QCOMPARE(signalOf(429, body, {}, {}).meaning, Meaning::RequestsFault); // whom to park can't be told
    }

    void aFieldSaysItToo()
    {
        HeaderBlock headers;
        headers.append("Retry-After", "7");
        const AnswerSignal burst = signalOf(429, "too many", headers);
        QCOMPARE(burst.meaning, Meaning::Burst);
        QCOMPARE(Now.secsTo(burst.until), 7);
        QCOMPARE(burst.why, u"too many"_s);
        const AnswerSignal both = signalOf(429, error(429, retryInfo("3s")), headers);
        QCOMPARE(Now.secsTo(both.until), 3);
        QCOMPARE(Now.secsTo(signalOf(503, {}, headers).until), 7);
    }

    void judgesOtherStatuses_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Meaning>("meaning");
        const auto row = [](const char *name, int status, const QByteArray &body, Meaning meaning) {
            QTest::newRow(name) << status << body << meaning;
        };
        row("served", 200, "{}", Meaning::Served);
        row("a wrong request", 400, error(400, {}), Meaning::RequestsFault);
        row("a wrong key", 400, error(400, errorInfo("API_KEY_INVALID"), "API key not valid. Please pass a valid API key."),
            Meaning::Unauthorized);
        row("another reason", 400, error(400, errorInfo("FIELD_INVALID")), Meaning::RequestsFault);
        row("stale", 401, error(401, {}), Meaning::Unauthorized);
        row("stale, without a body", 401, {}, Meaning::Unauthorized);
        row("forbidden", 403, error(403, {}, "You do not have permission to access tuned model x."), Meaning::RequestsFault);
        row("an account", 403, error(403, {}, "This account has been suspended."), Meaning::Banned);
        row("a project", 403, error(403, {}, "Your project has been denied access. Please contact support."), Meaning::Banned);
        row("a consumer", 403, error(403, errorInfo("CONSUMER_SUSPENDED"), "Permission denied"), Meaning::Banned);
        row("an API not enabled", 403, error(403, errorInfo("SERVICE_DISABLED"), "API has not been used before"), Meaning::Banned);
        row("a leaked key", 403, error(403, {}, "Your API key was reported as leaked. Please use another API key."), Meaning::Unauthorized);
        row("no model", 404, error(404, {}), Meaning::RequestsFault);
        row("too large", 413, error(413, {}), Meaning::RequestsFault);
        row("broken", 500, error(500, {}), Meaning::ServerError);
        row("bad gateway", 502, "<html>", Meaning::ServerError);
        row("overloaded", 503, error(503, {}, "The model is overloaded. Please try again later."), Meaning::Overloaded);
        row("late", 504, error(504, {}), Meaning::ServerError);
    }

    void judgesOtherStatuses()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        const AnswerSignal signal = signalOf(status, body);
        QTEST(signal.meaning, "meaning");
        QVERIFY(!signal.until.isValid());
        QVERIFY(signal.family.isEmpty());
    }

    void anOverloadIsShort()
    {
        QCOMPARE(Now.secsTo(signalOf(503, error(503, retryInfo("12s"))).until), 12);
        QCOMPARE(Now.secsTo(signalOf(503, error(503, retryInfo("3600s"))).until), 300);
    }

    void itsWordsAreCut() { QCOMPARE(signalOf(500, error(500, {}, QByteArray(5000, 'x'))).why.size(), 300); }

    void readsDurations_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms"); // -1: none
        const std::initializer_list<std::pair<const char *, qint64>> table{
            {"34s", 34'000}, {"1.5s", 1'500},      {"0s", 0},   {"1h", 3'600'000}, {"1h2m3s", 3'723'000},
            {"250ms", 250},  {"10us", 1},          {"1ns", 1},  {"", -1},          {"s", -1},
            {"5", -1},       {"-5s", -1},          {"5 s", -1}, {"5d", -1},        {"1.2.3s", -1},
            {"1e3s", -1},    {"99999999999s", -1}, {"nan", -1}};
        for (const auto &[text, ms] : table)
            QTest::newRow(text) << QString::fromLatin1(text) << ms;
    }

    void readsDurations()
    {
        QFETCH(QString, text);
        const auto read = readDuration(text);
        QFETCH(qint64, ms);
        QCOMPARE(read ? static_cast<qint64>(read->count()) : -1, ms);
    }

    // Whatever is cut off or damaged: no crash, and no time that is not within eight days.
    void damagedBodiesDoNoHarm()
    {
        const QByteArray body = error(429, quotaFailure("PerDayPerModel", "{'model':'m'}") + ',' + retryInfo("34s") + ','
                                               + errorInfo("X", "{'quotaResetDelay':'1h2m'}"));
        std::mt19937 random(20261126);
        for (int i = 0; i < 2000; ++i) {
            QByteArray damaged = body;
            for (int n = 0; n < 3; ++n)
                damaged[static_cast<qsizetype>(random() % static_cast<unsigned>(damaged.size()))] = static_cast<char>(random() % 256);
            const AnswerSignal signal = signalOf(429, damaged);
            QVERIFY(!signal.until.isValid() || (signal.until > Now && Now.daysTo(signal.until) <= 8));
        }
    }
};

QTEST_APPLESS_MAIN(TestGeminiSignals)
#include "tst_geminisignals.moc"
