// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/ratelimits.h"

#include <QTest>

using namespace homeport;

class TestRateLimits final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsDownAndStartsAnewEveryMinute()
    {
        const QDateTime start(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC);
        SimulatedRateLimits limits;
        const auto remaining = [&limits](const QDateTime &now, QByteArrayView field) {
            HeaderBlock headers;
            limits.count(100, 10, now, headers);
            return headers.value(field).toByteArray();
        };
        QCOMPARE(remaining(start, "anthropic-ratelimit-requests-remaining"), QByteArray("999"));
        QCOMPARE(remaining(start.addSecs(30), "anthropic-ratelimit-requests-remaining"), QByteArray("998"));
        QCOMPARE(remaining(start.addSecs(59), "anthropic-ratelimit-input-tokens-remaining"), QByteArray("1999700"));
        QCOMPARE(remaining(start.addSecs(60), "anthropic-ratelimit-output-tokens-remaining"), QByteArray("399990"));
        QCOMPARE(remaining(start.addSecs(61), "anthropic-ratelimit-requests-reset"), QByteArray("2026-11-23T12:02:00Z"));
    }

    void neverGoesBelowZero()
    {
        SimulatedRateLimits limits;
        HeaderBlock headers;
        limits.count(5'000'000, 0, QDateTime::currentDateTimeUtc(), headers);
        QCOMPARE(headers.value("anthropic-ratelimit-tokens-remaining").toByteArray(), QByteArray("0"));
    }
};

QTEST_GUILESS_MAIN(TestRateLimits)
#include "tst_ratelimits.moc"
