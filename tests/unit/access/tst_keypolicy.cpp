// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/keypolicy.h"

#include <QJsonDocument>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

KeyPolicy fullPolicy()
{
    KeyPolicy policy;
    policy.expiresAt = QDateTime({2026, 12, 31}, {23, 59, 59, 250}, Qt::UTC);
    policy.expiresAfterDays = 30;
    policy.providers = {u"anthropic"_s, u"own"_s};
    policy.models = {u"claude-*-4*"_s};
    policy.aliases = {{u"fast"_s, u"claude-haiku-4-5"_s}, {u"gpt-*"_s, u"claude-x"_s}};
    policy.accounts = {3, 9'007'199'254'740'993};
    policy.groupId = 4;
    policy.requestsPerMinute = 60;
    policy.requestsPerHour = 600;
    policy.requestsPerDay = 6000;
    policy.tokensPerMinute = 100'000;
    policy.tokensPerDay = 1'000'000;
    policy.concurrent = 4;
    policy.queueSize = 20;
    policy.queueSeconds = 5;
    policy.budgetDay = 1;
    policy.budgetWeek = 2'500'000'001;
    policy.budgetMonth = 100'000'000'000;
    policy.budgetTotal = 9'000'000'000'000'000;
    return policy;
}

QJsonObject throughText(const QJsonObject &json)
{
    return QJsonDocument::fromJson(QJsonDocument(json).toJson(QJsonDocument::Compact)).object();
}

} // namespace

class TestKeyPolicy final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noLimitIsAnEmptyObject()
    {
        QCOMPARE(toJson(KeyPolicy()), QJsonObject());
        QCOMPARE(*keyPolicyFromJson({}), KeyPolicy());
        QVERIFY(!KeyPolicy().hasBudget());
    }

    void everyFieldComesBack()
    {
        const KeyPolicy policy = fullPolicy();
        const QJsonObject json = toJson(policy);
        QCOMPARE(json.size(), 19);
        const auto read = keyPolicyFromJson(throughText(json));
        QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
        QCOMPARE(*read, policy);
        QCOMPARE(*checkedPolicy(policy), policy);
    }

    void eachFieldStandsAlone()
    {
        const QJsonObject all = toJson(fullPolicy());
        for (auto field = all.begin(); field != all.end(); ++field) {
            const QJsonObject one{{field.key(), field.value()}};
            const auto read = keyPolicyFromJson(throughText(one));
            QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
            QVERIFY2(!(*read == KeyPolicy()), qPrintable(field.key()));
            QCOMPARE(toJson(*read), one);
        }
    }

    void aMomentOfAnotherZoneIsKeptInUtc()
    {
        const auto read = keyPolicyFromJson({{u"expires_at"_s, u"2026-12-31T23:00:00+05:45"_s}});
        QCOMPARE(read->expiresAt, QDateTime({2026, 12, 31}, {17, 15}, Qt::UTC));
        QCOMPARE(read->expiresAt.timeSpec(), Qt::UTC);
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *json, const char *field) { QTest::newRow(json) << QByteArray(json) << QString::fromLatin1(field); };
        row(R"({"requests_per_fortnight":1})", "requests_per_fortnight");
        row(R"({"":1})", "");
        row(R"({"requests_per_minute":-1})", "requests_per_minute");
        row(R"({"requests_per_minute":1.5})", "requests_per_minute");
        row(R"({"requests_per_minute":1000000001})", "requests_per_minute");
        row(R"({"requests_per_hour":"60"})", "requests_per_hour");
        row(R"({"requests_per_day":null})", "requests_per_day");
        row(R"({"tokens_per_minute":true})", "tokens_per_minute");
        row(R"({"tokens_per_day":1e300})", "tokens_per_day");
        row(R"({"concurrent":10001})", "concurrent");
        row(R"({"queue_size":[]})", "queue_size");
        row(R"({"queue_seconds":0})", "queue_seconds");
        row(R"({"queue_seconds":3601})", "queue_seconds");
        row(R"({"expires_after_days":3651})", "expires_after_days");
        row(R"({"group_id":-1})", "group_id");
        row(R"({"budget_day_nanos":9000000000000001})", "budget_day_nanos");
        row(R"({"budget_week_nanos":-1})", "budget_week_nanos");
        row(R"({"budget_month_nanos":{}})", "budget_month_nanos");
        row(R"({"budget_total_nanos":0.5})", "budget_total_nanos");
        row(R"({"providers":"anthropic"})", "providers");
        row(R"({"providers":[""]})", "providers");
        row(R"({"providers":[1]})", "providers");
        row(R"({"models":[" claude"]})", "models");
        row(R"({"models":["a\nb"]})", "models");
        row(R"({"models":["a",null]})", "models");
        row(R"({"aliases":["fast"]})", "aliases");
        row(R"({"aliases":{"fast":7}})", "aliases");
        row(R"({"aliases":{"fast":"gpt-*"}})", "aliases");
        row(R"({"aliases":{"":"x"}})", "aliases");
        row(R"({"accounts":[0]})", "accounts");
        row(R"({"accounts":["1"]})", "accounts");
        row(R"({"accounts":[1.5]})", "accounts");
        row(R"({"accounts":7})", "accounts");
        row(R"({"expires_at":"2026-12-31"})", "expires_at");
        row(R"({"expires_at":"2026-12-31T00:00:00"})", "expires_at");
        row(R"({"expires_at":"2026-13-31T00:00:00Z"})", "expires_at");
        row(R"({"expires_at":"2026-12-31T00:00:00Zx"})", "expires_at");
        row(R"({"expires_at":1798675200})", "expires_at");
        row(R"({"expires_at":""})", "expires_at");
    }

    void whatIsWrongIsNamed()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QString, field);
        const QJsonDocument document = QJsonDocument::fromJson(json);
        QVERIFY(document.isObject());
        const auto read = keyPolicyFromJson(document.object());
        QVERIFY(!read);
        QCOMPARE(read.error().code, Error::Code::Invalid);
        QVERIFY2(read.error().detail.contains(u"\"%1\""_s.arg(field)), qPrintable(read.error().detail));
    }

    void longListsAndTextsAreRefused()
    {
        KeyPolicy policy;
        policy.models = QStringList(1000, u"m"_s);
        QVERIFY(checkedPolicy(policy));
        policy.models << u"m"_s;
        QVERIFY(!checkedPolicy(policy));
        policy.models = {QString(200, u'm')};
        QVERIFY(checkedPolicy(policy));
        policy.models = {QString(201, u'm')};
        QVERIFY(!checkedPolicy(policy));
    }

    void aPolicyThatCouldNotBeReadAgainIsRefused()
    {
        KeyPolicy policy;
        policy.budgetDay = -1;
        QVERIFY(checkedPolicy(policy).error().detail.contains(u"\"budget_day_nanos\""_s));
        policy = {};
        policy.queueSeconds = 0;
        QVERIFY(checkedPolicy(policy).error().detail.contains(u"\"queue_seconds\""_s));
    }

    void expiry_data()
    {
        QTest::addColumn<QDateTime>("date");
        QTest::addColumn<int>("days");
        QTest::addColumn<QDateTime>("firstUse");
        QTest::addColumn<QDateTime>("expiry");
        QTest::addColumn<QString>("text");
        const QDateTime june({2026, 6, 1}, {8, 30}, Qt::UTC);
        const QDateTime march({2026, 3, 28}, {8, 0}, Qt::UTC);
        QTest::newRow("never") << QDateTime() << 0 << march << QDateTime() << QString();
        QTest::newRow("date") << june << 0 << march << june << u"2026-06-01 08:30 UTC"_s;
        QTest::newRow("days, not used yet") << QDateTime() << 30 << QDateTime() << QDateTime() << QString();
        QTest::newRow("a day") << QDateTime() << 1 << march << march.addDays(1) << u"2026-03-29 08:00 UTC, a day after its first use"_s;
        QTest::newRow("days") << QDateTime() << 3 << march << march.addSecs(72 * 3600)
                              << u"2026-03-31 08:00 UTC, 3 days after its first use"_s;
        QTest::newRow("the date comes first") << june << 365 << march << june << u"2026-06-01 08:30 UTC"_s;
        QTest::newRow("the days come first") << june << 2 << march << march.addDays(2)
                                             << u"2026-03-30 08:00 UTC, 2 days after its first use"_s;
        QTest::newRow("the date holds for an unused one") << june << 2 << QDateTime() << june << u"2026-06-01 08:30 UTC"_s;
    }

    void expiry()
    {
        QFETCH(const QDateTime, date);
        QFETCH(const int, days);
        QFETCH(const QDateTime, firstUse);
        QFETCH(const QDateTime, expiry);
        QFETCH(const QString, text);
        KeyPolicy policy;
        policy.expiresAt = date;
        policy.expiresAfterDays = days;
        QCOMPARE(expiryOf(policy, firstUse), expiry);
        if (expiry.isValid())
            QCOMPARE(expiryText(policy, firstUse), text);
    }
};

QTEST_GUILESS_MAIN(TestKeyPolicy)
#include "tst_keypolicy.moc"
