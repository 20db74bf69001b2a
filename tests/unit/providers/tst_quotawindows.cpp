// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/anthropic/answersignals.h"
#include "core/providers/credit.h"

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
    return anthropicQuota(headers, Now);
}

} // namespace

class TestQuotaWindows final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsThePlansWindows()
    {
        const auto windows = quota({{"anthropic-ratelimit-unified-status", "allowed_warning"},
                                    {"anthropic-ratelimit-unified-reset", "1795449600"},
                                    {"anthropic-ratelimit-unified-representative-claim", "seven_day_opus"},
                                    {"anthropic-ratelimit-unified-fallback", "available"},
                                    {"anthropic-ratelimit-unified-fallback-percentage", "0.5"},
                                    {"anthropic-ratelimit-unified-overage-status", "rejected"},
                                    {"anthropic-ratelimit-unified-overage-disabled-reason", "out_of_credits"},
                                    {"Anthropic-Ratelimit-Unified-5h-Status", "allowed"},
                                    {"anthropic-ratelimit-unified-5h-utilization", "0.42"},
                                    {"anthropic-ratelimit-unified-5h-reset", "1795449600"},
                                    {"anthropic-ratelimit-unified-5h-surpassed-threshold", "0.4"},
                                    {"anthropic-ratelimit-unified-7d_opus-utilization", "1.02"},
                                    {"anthropic-ratelimit-unified-7d_opus-status", "rejected"}});
        QuotaWindow fiveHours;
        fiveHours.name = u"5h"_s;
        fiveHours.status = u"allowed"_s;
        fiveHours.utilization = 0.42;
        fiveHours.resetsAt = QDateTime::fromSecsSinceEpoch(1'795'449'600, Qt::UTC);
        fiveHours.source = u"anthropic-ratelimit-unified-5h"_s;
        fiveHours.seenAt = Now;
        QuotaWindow opus;
        opus.name = u"7d_opus"_s;
        opus.status = u"rejected"_s;
        opus.utilization = 1.02;
        opus.source = u"anthropic-ratelimit-unified-7d_opus"_s;
        opus.seenAt = Now;
        QCOMPARE(windows, QList<QuotaWindow>({fiveHours, opus}));
    }

    void readsAKeysWindows()
    {
        const auto windows = quota({{"anthropic-ratelimit-requests-limit", "1000"},
                                    {"anthropic-ratelimit-requests-remaining", "999"},
                                    {"anthropic-ratelimit-requests-reset", "2026-11-23T12:01:00Z"},
                                    {"anthropic-ratelimit-input-tokens-limit", "2000000"},
                                    {"anthropic-ratelimit-input-tokens-remaining", "0"},
                                    {"anthropic-ratelimit-input-tokens-reset", "2026-11-23T14:00:30.5+02:00"}});
        QCOMPARE(windows.size(), 2);
        QCOMPARE(windows.at(0).name, u"requests"_s);
        QCOMPARE(windows.at(0).source, u"anthropic-ratelimit-requests"_s);
        QCOMPARE(windows.at(0).limit, 1000);
        QCOMPARE(windows.at(0).remaining, 999);
        QCOMPARE(windows.at(0).resetsAt, Now.addSecs(60));
        QCOMPARE(windows.at(1).name, u"input-tokens"_s);
        QCOMPARE(windows.at(1).resetsAt, Now.addMSecs(30'500));
        QCOMPARE(usedPart(windows.at(1)), 1.0);
    }

    void leavesOutWhatIsMalformed_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char *tag, const char *name, const QByteArray &value) {
            QTest::newRow(tag) << QByteArray("anthropic-ratelimit-").append(name) << value;
        };
        row("percent sign", "unified-5h-utilization", "42%");
        row("not a number", "unified-5h-utilization", "nan");
        row("infinite", "unified-5h-utilization", "inf");
        row("negative", "unified-5h-utilization", "-0.1");
        row("empty", "unified-5h-utilization", "");
        row("two points", "unified-5h-utilization", "0.1.2");
        row("unknown status", "unified-5h-status", "maybe");
        row("milliseconds", "unified-5h-reset", "1795449600000");
        row("date where seconds belong", "unified-5h-reset", "2026-11-23T12:01:00Z");
        row("nothing but digits that are no time", "unified-5h-reset", "5");
        row("seconds where a date belongs", "requests-reset", "1795449600");
        row("no zone", "requests-reset", "2026-11-23T12:01:00");
        row("no date", "requests-reset", "soon");
        row("another century", "requests-reset", "2126-11-23T12:01:00Z");
        row("fraction of a request", "requests-limit", "10.5");
        row("negative count", "requests-remaining", "-1");
        row("more than any count", "requests-remaining", "99999999999999999999");
        row("no window's name", "unified-overage-reset", "1795449600");
        row("no name", "-limit", "10");
        row("nothing said of a window", "requests", "10");
        row("unknown field", "requests-colour", "10");
    }

    void leavesOutWhatIsMalformed()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QVERIFY(quota({{name, value}}).isEmpty());
        // and takes nothing else with it
        const auto windows = quota({{"anthropic-ratelimit-unified-5h-utilization", "0.5"},
                                    {"anthropic-ratelimit-requests-limit", "10"},
                                    {"anthropic-ratelimit-unified-7d-utilization", "0.25"},
                                    {name, value}});
        QCOMPARE(windows.size(), 3);
        QCOMPARE(windows.at(2).utilization, 0.25);
    }

    void findsNoneWhereNoneAre()
    {
        QVERIFY(quota({}).isEmpty());
        QVERIFY(quota({{"retry-after", "5"}, {"anthropic-organization-id", "x"}, {"x-ratelimit-limit-requests", "5"}}).isEmpty());
    }

    void readsWhatCreditIsLeft_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("isTold");
        QTest::addColumn<qint64>("remaining");
        QTest::addColumn<qint64>("used");
        const auto row = [](const char *tag, const QByteArray &body, bool isTold, qint64 remaining, qint64 used) {
            QTest::newRow(tag) << body << isTold << remaining << used;
        };
        row("both", R"({"data":{"label":"k","limit":100,"limit_remaining":74.5,"usage":25.5}})", true, 74'500'000'000, 25'500'000'000);
        row("no limit", R"({"data":{"limit":null,"limit_remaining":null,"usage":0.000001}})", true, -1, 1'000);
        row("nothing of its use", R"({"data":{"limit_remaining":0}})", true, 0, -1);
        row("overdrawn", R"({"data":{"limit_remaining":-0.01,"usage":100.01}})", true, 0, 100'010'000'000);
        row("a text", R"({"data":{"limit_remaining":"74.5","usage":1}})", false, -1, -1);
        row("too much", R"({"data":{"limit_remaining":1e300}})", false, -1, -1);
        row("elsewhere", R"({"limit_remaining":3,"usage":1})", false, -1, -1);
        row("a list", R"([{"data":{"limit_remaining":3}}])", false, -1, -1);
        row("no JSON", "<html>limit_remaining</html>", false, -1, -1);
        row("nothing", {}, false, -1, -1);
    }
    void readsWhatCreditIsLeft()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const qint64, remaining);
        const auto credit = creditIn(body, {u"/v1/key"_s, u"data.limit_remaining"_s, u"data.usage"_s});
        QTEST(credit.has_value(), "isTold");
        if (!credit)
            return;
        QCOMPARE(credit->remaining, remaining);
        QTEST(credit->used, "used");
        const QuotaWindow window = quotaOf(*credit);
        QCOMPARE(window.remaining, remaining);
        QCOMPARE(window.status, remaining < 0 ? u"unlimited"_s : QString());
        QVERIFY(usedPart(window) < 0); // no request is kept away by what was said once
    }

    void keepsABoundedNumber()
    {
        HeaderBlock headers;
        for (int i = 0; i < 1000; ++i)
            headers.append(QByteArray("anthropic-ratelimit-kind" + QByteArray::number(i) + "-limit"), "1");
        QCOMPARE(anthropicQuota(headers, Now).size(), 32);
    }
};

QTEST_GUILESS_MAIN(TestQuotaWindows)
#include "tst_quotawindows.moc"
