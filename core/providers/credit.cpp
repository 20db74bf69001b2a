// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/credit.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr double MostDollars = 1e9;
constexpr double NanosPerDollar = 1e9;

QJsonValue valueAt(const QJsonObject &object, const QString &path)
{
    QJsonValue value = object;
    for (const QString &name : path.split(u'.'))
        value = value[name];
    return value;
}

// A little below nothing is nothing left; -1: no amount.
qint64 nanosIn(const QJsonValue &dollars)
{
    if (!dollars.isDouble() || !(std::abs(dollars.toDouble()) <= MostDollars))
        return -1;
    return std::llround(std::max(dollars.toDouble(), 0.0) * NanosPerDollar);
}

} // namespace

std::optional<CreditLeft> creditIn(const QByteArray &body, const CreditProfile &profile)
{
    const QJsonObject answer = QJsonDocument::fromJson(body).object();
    const QJsonValue remaining = valueAt(answer, profile.remaining);
    CreditLeft credit;
    credit.remaining = nanosIn(remaining);
    credit.used = profile.used.isEmpty() ? -1 : nanosIn(valueAt(answer, profile.used));
    if (credit.remaining < 0 && !remaining.isNull())
        return {};
    return credit;
}

QuotaWindow quotaOf(const CreditLeft &credit)
{
    QuotaWindow window;
    window.name = CreditQuota.toString();
    window.remaining = credit.remaining;
    if (credit.remaining < 0)
        window.status = u"unlimited"_s;
    window.source = credit.source;
    window.seenAt = credit.seenAt;
    return window;
}

} // namespace homeport
