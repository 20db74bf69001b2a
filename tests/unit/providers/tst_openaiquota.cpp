// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/openai/ratelimitfields.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDateTime Now(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC);

QList<QuotaWindow> quota(std::initializer_list<std::pair<QByteArrayView, QByteArrayView>> fields)
{
    HeaderBlock headers;
    headers.append("content-type", "application/json");
    for (const auto &[name, value] : fields)
        headers.append(name, value);
    return openAiQuotaWindows(headers, Now);
}

} // namespace

class TestOpenAiQuota final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAKeysWindows()
    {
        const auto windows = quota({{"x-ratelimit-limit-requests", "500"},
                                    {"X-RateLimit-Limit-Tokens", "30000"},
                                    {"x-ratelimit-remaining-requests", "499"},
                                    {"x-ratelimit-remaining-tokens", "0"},
                                    {"x-ratelimit-reset-requests", "120ms"},
                                    {"x-ratelimit-reset-tokens", "6m0s"}});
        QuotaWindow requests;
        requests.name = u"requests"_s;
        requests.limit = 500;
        requests.remaining = 499;
        requests.resetsAt = Now.addMSecs(120);
        requests.source = u"x-ratelimit-*-requests"_s;
        requests.seenAt = Now;
        QuotaWindow tokens;
        tokens.name = u"tokens"_s;
        tokens.limit = 30000;
        tokens.remaining = 0;
        tokens.resetsAt = Now.addSecs(360);
        tokens.source = u"x-ratelimit-*-tokens"_s;
        tokens.seenAt = Now;
        QCOMPARE(windows, QList<QuotaWindow>({requests, tokens}));
    }

    void readsAPlansWindows()
    {
        const auto windows = quota({{"x-codex-primary-used-percent", "42.5"},
                                    {"x-codex-secondary-used-percent", "101"},
                                    {"x-codex-primary-window-minutes", "300"},
                                    {"x-codex-secondary-window-minutes", "10080"},
                                    {"x-codex-primary-reset-after-seconds", "3600"},
                                    {"x-codex-secondary-reset-at", "1795449600"},
                                    {"x-codex-primary-over-secondary-limit-percent", "3"},
                                    {"x-codex-credits-has-credits", "False"}});
        QCOMPARE(windows.size(), 2);
        QCOMPARE(windows.at(0).name, u"5h"_s);
        QCOMPARE(windows.at(0).utilization, 0.425);
        QCOMPARE(windows.at(0).resetsAt, Now.addSecs(3600));
        QCOMPARE(windows.at(0).source, u"x-codex-primary"_s);
        QVERIFY(isCodexWindow(windows.at(0)));
        QCOMPARE(windows.at(1).name, u"7d"_s);
        QCOMPARE(windows.at(1).utilization, 1.01);
        QCOMPARE(windows.at(1).resetsAt, QDateTime::fromSecsSinceEpoch(1'795'449'600, Qt::UTC));
    }

    void namesAPlansWindow_data()
    {
        QTest::addColumn<QByteArray>("minutes");
        QTest::addColumn<QString>("name");
        QTest::newRow("hours") << QByteArray("300") << u"5h"_s;
        QTest::newRow("days") << QByteArray("1440") << u"1d"_s;
        QTest::newRow("minutes") << QByteArray("299") << u"299m"_s;
        QTest::newRow("none") << QByteArray("0") << u"primary"_s;
        QTest::newRow("not said") << QByteArray("x") << u"primary"_s;
    }

    void namesAPlansWindow()
    {
        QFETCH(QByteArray, minutes);
        const auto windows = quota({{"x-codex-primary-window-minutes", minutes}, {"x-codex-primary-used-percent", "1"}});
        QCOMPARE(windows.size(), 1);
        QTEST(windows.at(0).name, "name");
    }

    void readsResets_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("milliseconds"); // below 0: none
        const auto row = [](const char *text, qint64 milliseconds) { QTest::newRow(text) << QByteArray(text) << milliseconds; };
        row("1s", 1000);
        row("6m0s", 360'000);
        row("20ms", 20);
        row("1h2m3s", 3'723'000);
        row("1m0.5s", 60'500);
        row("7.66s", 7'660);
        row("1d2h", 93'600'000);
        row("0s", 0);
        row("12", 12'000);
        row("0.25", 250);
        row("", -1);
        row("s", -1);
        row("soon", -1);
        row("-1s", -1);
        row("1.2.3s", -1);
        row("5m3", -1);
        row("5 s", -1);
        row("1w", -1);
        row("nan", -1);
        row("1e3s", -1);
        row("401d", -1);
        row("99999999999999999999s", -1);
    }

    void readsResets()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, milliseconds);
        const auto span = readResetSpan(text);
        QCOMPARE(span ? span->count() : -1, milliseconds);
    }

    void leavesOutWhatIsMalformed_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char *name, const char *value) {
            QTest::newRow(qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(name), QLatin1String(value))))
                << QByteArray(name) << QByteArray(value);
        };
        row("x-ratelimit-limit-images", "many");
        row("x-ratelimit-remaining-images", "-1");
        row("x-ratelimit-remaining-images", "1.5");
        row("x-ratelimit-remaining-images", "99999999999999999999");
        row("x-ratelimit-reset-images", "soon");
        row("x-ratelimit-colour-images", "1");
        row("x-ratelimit-limit", "1");
        row("x-ratelimit-limit-", "1");
        row("x-ratelimit--images", "1");
        row("x-codex-primary-used-percent", "nan");
        row("x-codex-primary-used-percent", "-1");
        row("x-codex-primary-window-minutes", "300");
        row("x-codex-primary-reset-at", "1795449600000");
        row("x-codex-primary", "1");
        row("x-codex-primary-", "1");
        row("x-codex-primaryused-percent", "1");
        row("x-codex-tertiary-used-percent", "1");
    }

    void leavesOutWhatIsMalformed()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QVERIFY(quota({{name, value}}).isEmpty());
        const auto windows = quota(
            {{"x-ratelimit-limit-requests", "5"}, {name, value}, {"x-codex-secondary-used-percent", "50"}}); // takes nothing else with it
        QCOMPARE(windows.size(), 2);
        QCOMPARE(windows.at(1).utilization, 0.5);
    }

    void keepsABoundedNumber()
    {
        HeaderBlock headers;
        for (int i = 0; i < 1000; ++i)
            headers.append(QByteArray("x-ratelimit-limit-kind" + QByteArray::number(i)), "1");
        QCOMPARE(openAiQuotaWindows(headers, Now).size(), 16);
    }
};

QTEST_GUILESS_MAIN(TestOpenAiQuota)
#include "tst_openaiquota.moc"
