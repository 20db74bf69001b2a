// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/anthropic/answersignals.h"

#include <QTest>

#include <random>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;
using Meaning = AnswerSignal::Meaning;

Q_DECLARE_METATYPE(homeport::AnswerSignal::Meaning)

namespace {

const QDateTime Now(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC); // a Monday

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

QByteArray unixTime(qint64 secondsFromNow)
{
    return QByteArray::number(Now.addSecs(secondsFromNow).toSecsSinceEpoch());
}

QByteArray rfc3339(qint64 secondsFromNow)
{
    return Now.addSecs(secondsFromNow).toString(Qt::ISODate).toLatin1();
}

// A plan's refusal: @p claim, and resets in hours of the plan, the five hours and the week.
QByteArray refusal(const QByteArray &claim)
{
    return "anthropic-ratelimit-unified-status: rejected\nanthropic-ratelimit-unified-reset: " + unixTime(3600)
           + "\nanthropic-ratelimit-unified-representative-claim: " + claim
           + "\nanthropic-ratelimit-unified-5h-status: rejected\nanthropic-ratelimit-unified-5h-reset: " + unixTime(2 * 3600)
           + "\nanthropic-ratelimit-unified-7d-status: allowed\nanthropic-ratelimit-unified-7d-reset: " + unixTime(72 * 3600)
           + "\nanthropic-ratelimit-unified-7d_opus-reset: " + unixTime(48 * 3600)
           + "\nanthropic-ratelimit-unified-7d_oi-reset: " + unixTime(24 * 3600);
}

QByteArray keyWindows(int requestsLeft, int requestsReset, int tokensLeft, int tokensReset)
{
    return "anthropic-ratelimit-requests-limit: 50\nanthropic-ratelimit-requests-remaining: " + QByteArray::number(requestsLeft)
           + "\nanthropic-ratelimit-requests-reset: " + rfc3339(requestsReset)
           + "\nanthropic-ratelimit-input-tokens-limit: 5000\nanthropic-ratelimit-input-tokens-remaining: " + QByteArray::number(tokensLeft)
           + "\nanthropic-ratelimit-input-tokens-reset: " + rfc3339(tokensReset);
}

QByteArray error(const QByteArray &message)
{
    return R"({"type":"error","error":{"type":"some_error","message":")" + message + R"("},"request_id":"req_1"})";
}

void newRow(const char *tag, int status, const QByteArray &lines, const QByteArray &message, Meaning meaning, qint64 wait = -1,
            const char *family = "")
{
    QTest::newRow(tag) << status << lines << (message.isEmpty() ? QByteArray() : error(message)) << meaning << wait
                       << QString::fromLatin1(family);
}

} // namespace

class TestAnswerSignals final : public QObject
{
    Q_OBJECT

    static void addColumns()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Meaning>("meaning");
        QTest::addColumn<qint64>("wait"); // seconds until `until`; -1: not said
        QTest::addColumn<QString>("family");
    }

    static void judge()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, lines);
        QFETCH(QByteArray, body);
        QFETCH(Meaning, meaning);
        QFETCH(qint64, wait);
        QFETCH(QString, family);
        const AnswerSignal signal = anthropicSignal(status, fields(lines), body, u"claude-opus-4-1-20250805"_s, Now);
        QCOMPARE(signal.meaning, meaning);
        QCOMPARE(signal.until, wait < 0 ? QDateTime() : Now.addSecs(wait));
        QCOMPARE(signal.family, family);
    }

private Q_SLOTS:
    void byStatus_data()
    {
        addColumns();
        newRow("200", 200, refusal("five_hour"), {}, Meaning::Served);
        newRow("201", 201, {}, {}, Meaning::Served);
        newRow("400", 400, "retry-after: 5", "messages: Field required", Meaning::RequestsFault);
        newRow("402", 402, {}, "billing", Meaning::RequestsFault);
        newRow("404", 404, {}, "model: none", Meaning::RequestsFault);
        newRow("413", 413, {}, "too large", Meaning::RequestsFault);
        newRow("401", 401, {}, "OAuth token has expired.", Meaning::Unauthorized);
        newRow("403, organisation off", 403, {}, "This organization has been disabled.", Meaning::Banned);
        newRow("403, account off", 403, {}, "Your account was suspended", Meaning::Banned);
        newRow("403, this request", 403, {}, "Your API key may not use this model", Meaning::RequestsFault);
        newRow("403 without a body", 403, {}, {}, Meaning::RequestsFault);
        newRow("500", 500, "retry-after: 5", "Internal server error", Meaning::ServerError);
        newRow("502", 502, {}, {}, Meaning::ServerError);
        newRow("504", 504, {}, {}, Meaning::ServerError);
        newRow("520", 520, {}, {}, Meaning::ServerError);
        newRow("529", 529, {}, "Overloaded", Meaning::Overloaded);
        newRow("529 with a wait", 529, "retry-after: 20", "Overloaded", Meaning::Overloaded, 20);
        newRow("503", 503, {}, {}, Meaning::Overloaded);
        newRow("503 with a long wait", 503, "retry-after: 7200", {}, Meaning::Overloaded, 300);
    }
    void byStatus() { judge(); }

    void plans_data()
    {
        addColumns();
        newRow("five hours", 429, refusal("five_hour"), "limit", Meaning::WindowSpent, 2 * 3600);
        newRow("five hours, in short", 429, refusal("5h"), "limit", Meaning::WindowSpent, 2 * 3600);
        newRow("week", 429, refusal("seven_day"), "limit", Meaning::WindowSpent, 72 * 3600);
        newRow("week, in short and capitals", 429, refusal("7D"), "limit", Meaning::WindowSpent, 72 * 3600);
        newRow("a family's week", 429, refusal("seven_day_opus"), "limit", Meaning::FamilySpent, 48 * 3600, "opus");
        newRow("a family's week, in short", 429, refusal("7d_opus"), "limit", Meaning::FamilySpent, 48 * 3600, "opus");
        newRow("a window by another name", 429, refusal("seven_day_overage_included"), "limit", Meaning::FamilySpent, 24 * 3600, "opus");
        newRow("a window without fields", 429, refusal("seven_day_sonnet"), "limit", Meaning::FamilySpent, 3600, "opus");
        newRow("no claim", 429, refusal(""), "limit", Meaning::WindowSpent, 2 * 3600);
        newRow("only the windows speak", 429,
               "anthropic-ratelimit-unified-status: allowed_warning\nanthropic-ratelimit-unified-7d_oi-status: rejected\n"
               "anthropic-ratelimit-unified-7d_oi-reset: "
                   + unixTime(600),
               "limit", Meaning::FamilySpent, 600, "opus");
        newRow("the account's window before a family's", 429,
               "anthropic-ratelimit-unified-7d_oi-status: rejected\nanthropic-ratelimit-unified-7d-status: rejected\n"
               "anthropic-ratelimit-unified-7d-reset: "
                   + unixTime(700),
               "limit", Meaning::WindowSpent, 700);
        newRow("only the status", 429, "anthropic-ratelimit-unified-status: rejected", "limit", Meaning::WindowSpent);
        newRow("status and wait", 429, "anthropic-ratelimit-unified-status: rejected\nretry-after: 30", "limit", Meaning::WindowSpent, 30);
        newRow("reset has passed", 429, "anthropic-ratelimit-unified-status: rejected\nanthropic-ratelimit-unified-reset: " + unixTime(-10),
               "limit", Meaning::WindowSpent, 60);
        newRow("reset has passed, but a wait is named", 429,
               "anthropic-ratelimit-unified-status: rejected\nretry-after: 7\nanthropic-ratelimit-unified-reset: " + unixTime(-10), "limit",
               Meaning::WindowSpent, 7);
        newRow("reset is soon", 429, "anthropic-ratelimit-unified-status: rejected\nanthropic-ratelimit-unified-reset: " + unixTime(3),
               "limit", Meaning::WindowSpent, 3);
        newRow("reset is absurd", 429,
               "anthropic-ratelimit-unified-status: rejected\nanthropic-ratelimit-unified-reset: " + unixTime(90LL * 24 * 3600), "limit",
               Meaning::WindowSpent, 8LL * 24 * 3600);
        newRow("allowed, and a short wait", 429, "anthropic-ratelimit-unified-status: allowed\nretry-after: 4", "busy", Meaning::Burst, 4);
        newRow("allowed, and nothing else", 429, "anthropic-ratelimit-unified-status: allowed", "busy", Meaning::RequestsFault);
        newRow("extra usage", 429, refusal("seven_day"), "Extra usage is required for long context requests.", Meaning::RequestsFault);
        newRow("extra usage, 400", 400, {}, "You're out of EXTRA USAGE.", Meaning::RequestsFault);
    }
    void plans() { judge(); }

    void keysAndBursts_data()
    {
        addColumns();
        newRow("short wait", 429, "retry-after: 7", "slow down", Meaning::Burst, 7);
        newRow("59 s", 429, "Retry-After: 59", "slow down", Meaning::Burst, 59);
        newRow("a minute", 429, "retry-after: 60", "limit", Meaning::WindowSpent, 60);
        newRow("no wait at all", 429, "retry-after: 0", "slow down", Meaning::Burst, 1);
        newRow("wait as a date", 429, "retry-after: Mon, 23 Nov 2026 12:00:20 GMT", "slow down", Meaning::Burst, 20);
        newRow("a date that has passed", 429, "retry-after: Mon, 23 Nov 2026 11:00:00 GMT", "slow down", Meaning::Burst, 1);
        newRow("absurd wait", 429, "retry-after: 99999999", "limit", Meaning::WindowSpent, 8LL * 24 * 3600);
        newRow("negative wait", 429, "retry-after: -5", "limit", Meaning::RequestsFault);
        newRow("malformed wait", 429, "retry-after: soon", "limit", Meaning::RequestsFault);
        newRow("nothing", 429, {}, "limit", Meaning::RequestsFault);
        newRow("x-should-retry only", 429, "x-should-retry: true", "limit", Meaning::RequestsFault);
        newRow("key, window of a minute and more", 429, keyWindows(0, 90, 10, 20), "limit", Meaning::WindowSpent, 90);
        newRow("key, the last of two spent windows", 429, keyWindows(0, 90, 0, 120), "limit", Meaning::WindowSpent, 120);
        newRow("key, window of seconds", 429, keyWindows(0, 50, 10, 120), "limit", Meaning::Burst, 50);
        newRow("key, window of seconds and a wait", 429, keyWindows(0, 50, 10, 120) + "\nretry-after: 9", "limit", Meaning::Burst, 9);
        newRow("key, nothing spent, short wait", 429, keyWindows(5, 90, 10, 90) + "\nretry-after: 9", "limit", Meaning::Burst, 9);
        newRow("key, nothing spent, long wait", 429, keyWindows(5, 90, 10, 90) + "\nretry-after: 200", "limit", Meaning::WindowSpent, 200);
        newRow("key, nothing spent, no wait", 429, keyWindows(5, 90, 10, 90), "limit", Meaning::Burst);
    }
    void keysAndBursts() { judge(); }

    void saysTheProvidersWords()
    {
        const QByteArray body = error("This organization has been disabled. " + QByteArray(1000, 'x'));
        const AnswerSignal signal = anthropicSignal(403, {}, body, {}, Now);
        QVERIFY(signal.why.startsWith(u"This organization has been disabled."));
        QCOMPARE(signal.why.size(), 300);
        QVERIFY(anthropicSignal(200, {}, body, {}, Now).why.isEmpty());
    }

    void parksNobodyForAFamilyWithoutAModel()
    {
        QCOMPARE(anthropicSignal(429, fields(refusal("seven_day_opus")), {}, {}, Now).meaning, Meaning::RequestsFault);
    }

    void familiesOfModels_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("family");
        QTest::newRow("dated") << u"claude-opus-4-1-20250805"_s << u"opus"_s;
        QTest::newRow("older order") << u"claude-3-5-haiku-20241022"_s << u"haiku"_s;
        QTest::newRow("prefixed") << u"anthropic/claude-sonnet-4.5"_s << u"sonnet"_s;
        QTest::newRow("capitals, suffix") << u"Claude-Sonnet-4[1m]"_s << u"sonnet"_s;
        QTest::newRow("the word alone") << u"opus"_s << u"opus"_s;
        QTest::newRow("part of a word") << u"magnumopus-7b"_s << u"magnumopus-7b"_s;
        QTest::newRow("another") << u"claude-fable-5-1"_s << u"claude-fable-5-1"_s;
        QTest::newRow("none") << QString() << QString();
    }

    void familiesOfModels()
    {
        QFETCH(QString, model);
        QTEST(modelFamily(model), "family");
    }

    // Whatever a server sends: `until` is null or lies within eight days from now.
    void untilIsNeverAbsurd()
    {
        const QList<QByteArray> names{"anthropic-ratelimit-unified-status",
                                      "anthropic-ratelimit-unified-reset",
                                      "anthropic-ratelimit-unified-5h-reset",
                                      "anthropic-ratelimit-unified-5h-status",
                                      "anthropic-ratelimit-requests-remaining",
                                      "anthropic-ratelimit-requests-reset",
                                      "retry-after",
                                      "anthropic-ratelimit-unified-representative-claim"};
        const QList<QByteArray> values{"rejected",
                                       "allowed",
                                       "0",
                                       "1",
                                       "99999999999999999999",
                                       "-1",
                                       "nan",
                                       "",
                                       "1e9",
                                       rfc3339(-5),
                                       rfc3339(100),
                                       "9999-12-31T23:59:59Z",
                                       unixTime(5),
                                       unixTime(900'000),
                                       "seven_day_opus",
                                       "five_hour",
                                       "17954208000000"};
        std::mt19937 random(4);
        int parked = 0;
        for (int round = 0; round < 20'000; ++round) {
            HeaderBlock headers;
            for (int i = 0; i < 4; ++i)
                headers.append(names.at(static_cast<qsizetype>(random() % 8)), values.at(static_cast<qsizetype>(random() % 17)));
            const AnswerSignal signal = anthropicSignal(429, headers, {}, u"claude-haiku-4-5"_s, Now);
            parked += signal.until.isValid() ? 1 : 0;
            QVERIFY(!signal.until.isValid() || (signal.until > Now && signal.until <= Now.addDays(8)));
        }
        QVERIFY(parked > 2000);
    }
};

QTEST_GUILESS_MAIN(TestAnswerSignals)
#include "tst_answersignals.moc"
