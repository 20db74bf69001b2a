// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QMetaType>
#include <QString>
#include <QStringView>

namespace homeport {

// An account is not asked before `until`: all of it, or the models of one family only. Comes from a provider's
// answer; expires by itself and never blocks without one real try after it. A row of the table "account_park".
struct AccountPark
{
    QString family;  // "opus"; empty: the whole account
    QDateTime until; // UTC
    QString why;     // the provider's words, or what its answer was
    QDateTime since; // UTC

    bool operator==(const AccountPark &) const = default;
};

// How much of one quota is used, as an answer's header fields said. Never guessed; only credit is ever asked for, at a person's wish.
// A row of the table "quota_window".
struct QuotaWindow
{
    QString name;            // the provider's: "5h", "7d", "7d_opus", "requests", "input-tokens"
    QString status;          // "allowed", "allowed_warning", "rejected"; empty: not said
    double utilization = -1; // 0 to 1, may exceed 1; below 0: not said
    qint64 limit = -1;       // -1: not said
    qint64 remaining = -1;   // -1: not said
    QDateTime resetsAt;      // UTC; null: not said
    QString source;          // the header field's common beginning
    QDateTime seenAt;        // UTC

    bool operator==(const QuotaWindow &) const = default;
};

// The money that is left of an account: `remaining` in nano-dollars, or `status` "unlimited". It has no whole, so it decides about no request:
// it is as old as the last test, and may have been topped up since.
inline constexpr QStringView CreditQuota = u"credit_usd";

[[nodiscard]] inline bool isCredit(const QuotaWindow &window)
{
    return window.name == CreditQuota;
}

// The part that is used, 0 to 1 and more: utilization, or what limit and remaining say; below 0: unknown.
[[nodiscard]] inline double usedPart(const QuotaWindow &window)
{
    if (window.utilization >= 0)
        return window.utilization;
    if (window.limit > 0 && window.remaining >= 0)
        return 1.0 - static_cast<double>(window.remaining) / static_cast<double>(window.limit);
    return -1;
}

} // namespace homeport

Q_DECLARE_METATYPE(homeport::QuotaWindow)
