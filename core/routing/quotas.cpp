// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/quotas.h"

#include "core/providers/anthropic/answersignals.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr double Rounding = 1e-9; // 1 - 0.9 is a little less than 0.1: who has just the reserve left is not below it

bool isLive(const QuotaWindow &window, qint64 nowMs)
{
    return !window.resetsAt.isValid() || window.resetsAt.toMSecsSinceEpoch() > nowMs;
}

bool concerns(const QuotaWindow &window, const QString &family)
{
    const QStringView own = quotaFamily(window.name);
    return own.isEmpty() || own == family;
}

bool lastsLonger(const QuotaWindow &one, const QuotaWindow &other)
{
    if (!one.resetsAt.isValid() || !other.resetsAt.isValid())
        return other.resetsAt.isValid();
    return one.resetsAt.toMSecsSinceEpoch() > other.resetsAt.toMSecsSinceEpoch();
}

} // namespace

double headroom(const QList<QuotaWindow> &quotas, qint64 nowMs)
{
    double used = 0;
    for (const QuotaWindow &window : quotas) {
        if (isLive(window, nowMs))
            used = std::max(used, usedPart(window));
    }
    return 1 - used;
}

qint64 soonestResetMs(const QList<QuotaWindow> &quotas, qint64 nowMs)
{
    qint64 soonest = 0;
    for (const QuotaWindow &window : quotas) {
        if (!window.resetsAt.isValid() || usedPart(window) >= 1 || window.status == u"rejected")
            continue;
        const qint64 at = window.resetsAt.toMSecsSinceEpoch();
        if (at > nowMs && (soonest == 0 || at < soonest))
            soonest = at;
    }
    return soonest;
}

const QuotaWindow *reservedWindow(const QList<QuotaWindow> &quotas, int reservePercent, const QString &family, qint64 nowMs)
{
    if (reservePercent <= 0)
        return nullptr;
    const double most = 1 - reservePercent / 100.0 + Rounding;
    const QuotaWindow *found = nullptr;
    for (const QuotaWindow &window : quotas) {
        if (usedPart(window) > most && isLive(window, nowMs) && concerns(window, family) && (!found || lastsLonger(window, *found)))
            found = &window;
    }
    return found;
}

} // namespace homeport
