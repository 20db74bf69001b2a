// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/wireprotocol.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;
using Meaning = AnswerSignal::Meaning;

Q_DECLARE_METATYPE(homeport::AnswerSignal::Meaning)

namespace {

const QDateTime Now(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC);

// "name: value" lines.
HeaderBlock fields(const QByteArray &lines)
{
    HeaderBlock block;
    for (const QByteArray &line : lines.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            block.append(line.first(colon), QByteArrayView(line).sliced(colon + 1).trimmed());
    }
    return block;
}

QByteArray error(const QByteArray &message, const QByteArray &type = "requests", const QByteArray &code = "rate_limit_exceeded")
{
    return R"({"error":{"message":")" + message + R"(","type":")" + type + R"(","param":null,"code":")" + code + R"("}})";
}

QByteArray keyWindows(const QByteArray &requestsLeft, const QByteArray &requestsReset, const QByteArray &tokensLeft,
                      const QByteArray &tokensReset)
{
    return "x-ratelimit-limit-requests: 500\nx-ratelimit-remaining-requests: " + requestsLeft + "\nx-ratelimit-reset-requests: "
           + requestsReset + "\nx-ratelimit-limit-tokens: 30000\nx-ratelimit-remaining-tokens: " + tokensLeft
           + "\nx-ratelimit-reset-tokens: " + tokensReset;
}

QByteArray planWindows(const QByteArray &primaryUsed, const QByteArray &secondaryUsed)
{
    return "x-codex-primary-used-percent: " + primaryUsed
           + "\nx-codex-primary-reset-after-seconds: 3600\nx-codex-primary-window-minutes: 300\nx-codex-secondary-used-percent: "
           + secondaryUsed + "\nx-codex-secondary-reset-after-seconds: 86400\nx-codex-secondary-window-minutes: 10080";
}

void newRow(const char *tag, int status, const QByteArray &lines, const QByteArray &body, Meaning meaning, qint64 wait = -1)
{
    QTest::newRow(tag) << status << lines << body << meaning << wait;
}

} // namespace

class TestOpenAiSignals final : public QObject
{
    Q_OBJECT

    static void addColumns()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Meaning>("meaning");
        QTest::addColumn<qint64>("wait"); // seconds until `until`; -1: not said
    }

    static void judge()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, lines);
        QFETCH(QByteArray, body);
        QFETCH(Meaning, meaning);
        QFETCH(qint64, wait);
        const AnswerSignal signal = wireProtocol(Protocol::OpenAi).signal(status, fields(lines), body, u"gpt-5.1"_s, Now);
        QCOMPARE(signal.meaning, meaning);
        QCOMPARE(signal.until, wait < 0 ? QDateTime() : Now.addSecs(wait));
        QVERIFY(signal.family.isEmpty());
    }

private Q_SLOTS:
    void byStatus_data()
    {
        addColumns();
        newRow("200", 200, planWindows("100", "100"), {}, Meaning::Served);
        newRow("400", 400, "retry-after: 5", error("bad", "invalid_request_error"), Meaning::RequestsFault);
        newRow("401", 401, {}, error("Incorrect API key provided", "invalid_request_error", "invalid_api_key"), Meaning::Unauthorized);
        newRow("402", 402, {}, error("Insufficient Balance"), Meaning::RequestsFault);
        newRow("403, account off", 403, {}, error("Your account has been deactivated."), Meaning::Banned);
        newRow("403, organisation off", 403, {}, error("This organization was suspended."), Meaning::Banned);
        newRow("403, this request", 403, {}, error("Project does not have access to model gpt-5.1", "invalid_request_error"),
               Meaning::RequestsFault);
        newRow("403, country", 403, {}, error("Country, region, or territory not supported"), Meaning::RequestsFault);
        newRow("404", 404, {}, error("The model does not exist", "invalid_request_error", "model_not_found"), Meaning::RequestsFault);
        newRow("413", 413, {}, {}, Meaning::RequestsFault);
        newRow("500", 500, "retry-after: 5", error("The server had an error", "server_error"), Meaning::ServerError);
        newRow("502", 502, {}, "<html>bad gateway</html>", Meaning::ServerError);
        newRow("503", 503, {}, error("The engine is currently overloaded"), Meaning::Overloaded);
        newRow("503 with a wait", 503, "retry-after: 20", {}, Meaning::Overloaded, 20);
        newRow("503 with a long wait", 503, "retry-after: 7200", {}, Meaning::Overloaded, 300);
        newRow("529", 529, {}, {}, Meaning::Overloaded);
    }
    void byStatus() { judge(); }

    void billing_data()
    {
        addColumns();
        const QByteArray spent = error("You exceeded your current quota", "insufficient_quota", "insufficient_quota");
        newRow("429", 429, {}, spent, Meaning::RequestsFault);
        newRow("429 with a wait", 429, "retry-after: 30", spent, Meaning::RequestsFault);
        newRow("429 with spent windows", 429, keyWindows("0", "10m", "0", "10m"), spent, Meaning::RequestsFault);
        newRow("by its type alone", 429, "retry-after: 30", error("x", "insufficient_quota", "other"), Meaning::RequestsFault);
        newRow("by its code alone", 429, "retry-after: 30", error("x", "other", "insufficient_quota"), Meaning::RequestsFault);
        newRow("a hard limit", 429, "retry-after: 30", error("x", "x", "billing_hard_limit_reached"), Meaning::RequestsFault);
        newRow("403 that speaks of the account", 403, {}, error("Your account was disabled", "x", "billing_not_active"),
               Meaning::RequestsFault);
        newRow("only its words", 429, "retry-after: 30", error("insufficient_quota"), Meaning::Burst, 30);
    }
    void billing() { judge(); }

    void throttled_data()
    {
        addColumns();
        const QByteArray body = error("Rate limit reached");
        newRow("nothing", 429, {}, body, Meaning::RequestsFault);
        newRow("nothing, not even a body", 429, {}, {}, Meaning::RequestsFault);
        newRow("x-should-retry only", 429, "x-should-retry: true", body, Meaning::RequestsFault);
        newRow("short wait", 429, "retry-after: 7", body, Meaning::Burst, 7);
        newRow("59 s", 429, "Retry-After: 59", body, Meaning::Burst, 59);
        newRow("a minute", 429, "retry-after: 60", body, Meaning::WindowSpent, 60);
        newRow("wait as a date", 429, "retry-after: Mon, 23 Nov 2026 12:00:20 GMT", body, Meaning::Burst, 20);
        newRow("absurd wait", 429, "retry-after: 99999999", body, Meaning::WindowSpent, 8LL * 24 * 3600);
        newRow("malformed wait", 429, "retry-after: soon", body, Meaning::RequestsFault);
        newRow("requests spent, seconds", 429, keyWindows("0", "12s", "10", "6m0s"), body, Meaning::Burst, 12);
        newRow("requests spent, milliseconds", 429, keyWindows("0", "20ms", "10", "6m0s"), body, Meaning::Burst, 0);
        newRow("requests spent, minutes", 429, keyWindows("0", "6m0s", "10", "1s"), body, Meaning::WindowSpent, 360);
        newRow("the last of two spent windows", 429, keyWindows("0", "1m30s", "0", "1h0m1s"), body, Meaning::WindowSpent, 3601);
        newRow("spent for seconds, and a wait", 429, keyWindows("0", "50s", "10", "1s") + "\nretry-after: 9", body, Meaning::Burst, 9);
        newRow("nothing spent, short wait", 429, keyWindows("5", "10m", "10", "10m") + "\nretry-after: 9", body, Meaning::Burst, 9);
        newRow("nothing spent, no wait", 429, keyWindows("5", "10m", "10", "10m"), body, Meaning::Burst);
        newRow("spent, no reset", 429, "x-ratelimit-remaining-requests: 0", body, Meaning::Burst);
    }
    void throttled()
    {
        QFETCH(QByteArray, lines);
        if (!lines.contains("20ms"))
            return judge();
        const AnswerSignal signal = wireProtocol(Protocol::OpenAi).signal(429, fields(lines), {}, {}, Now);
        QCOMPARE(signal.meaning, Meaning::Burst);
        QCOMPARE(signal.until, Now.addMSecs(20));
    }

    void plans_data()
    {
        addColumns();
        const QByteArray body = error("The usage limit has been reached", "usage_limit_reached", "usage_limit_reached");
        newRow("five hours", 429, planWindows("100", "40"), body, Meaning::WindowSpent, 3600);
        newRow("week", 429, planWindows("40", "100.0"), body, Meaning::WindowSpent, 86400);
        newRow("both", 429, planWindows("100", "103"), body, Meaning::WindowSpent, 86400);
        newRow("neither, and a short wait", 429, planWindows("99", "40") + "\nretry-after: 3", body, Meaning::Burst, 3);
        newRow("neither", 429, planWindows("99", "40"), body, Meaning::RequestsFault);
        newRow("no reset", 429, "x-codex-primary-used-percent: 100", body, Meaning::WindowSpent);
        newRow("no reset, but a wait", 429, "x-codex-primary-used-percent: 100\nretry-after: 30", body, Meaning::WindowSpent, 30);
        newRow("reset has passed", 429, "x-codex-primary-used-percent: 100\nx-codex-primary-reset-after-seconds: 0", body,
               Meaning::WindowSpent, 60);
        newRow("reset is absurd", 429, "x-codex-primary-used-percent: 100\nx-codex-primary-reset-after-seconds: 9000000", body,
               Meaning::WindowSpent, 8LL * 24 * 3600);
    }
    void plans() { judge(); }

    void saysTheProvidersWords()
    {
        const WireProtocol &protocol = wireProtocol(Protocol::OpenAi);
        QCOMPARE(protocol.signal(429, {}, error("Rate limit reached for gpt-5.1"), {}, Now).why, u"Rate limit reached for gpt-5.1"_s);
        QCOMPARE(protocol.signal(500, {}, error(QByteArray(1000, 'x')), {}, Now).why.size(), 300);
        QCOMPARE(protocol.signal(502, {}, "<html>x</html>", {}, Now).why, u"(a web page)"_s);
        QCOMPARE(protocol.signal(200, {}, error("x"), {}, Now).why, QString());
    }
};

QTEST_GUILESS_MAIN(TestOpenAiSignals)
#include "tst_openaisignals.moc"
