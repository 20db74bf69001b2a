// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/openai/answersignals.h"

#include "core/providers/answerfacts.h"
#include "core/providers/openai/ratelimitfields.h"
#include "core/providers/waits.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace homeport {

namespace {

using Meaning = AnswerSignal::Meaning;

// What the real API and those who speak like it call a balance that is spent.
constexpr std::array<QLatin1StringView, 4> BillingCodes{"insufficient_quota"_L1, "billing_hard_limit_reached"_L1, "billing_not_active"_L1,
                                                        "usage_not_included"_L1};

bool isBilling(QByteArrayView body)
{
    const QJsonObject error = errorObjectOf(body);
    return std::any_of(BillingCodes.begin(), BillingCodes.end(),
                       [&error](QLatin1StringView code) { return error.value("code"_L1) == code || error.value("type"_L1) == code; });
}

bool isSpent(const QuotaWindow &window)
{
    return isCodexWindow(window) ? window.utilization >= 1 : window.remaining == 0;
}

// When the last of the spent windows is reset, of a plan or of an API key.
QDateTime resetOf(const QList<QuotaWindow> &windows, bool ofPlan)
{
    QDateTime reset;
    for (const QuotaWindow &window : windows) {
        if (isCodexWindow(window) == ofPlan && isSpent(window) && window.resetsAt.isValid())
            reset = reset.isValid() ? std::max(reset, window.resetsAt) : window.resetsAt;
    }
    return reset;
}

// 429: which of the several things it may be.
AnswerSignal throttled(const HeaderBlock &headers, const QDateTime &now)
{
    const QList<QuotaWindow> windows = openAiQuotaWindows(headers, now);
    const auto wait = readRetryAfter(headers, now);
    const bool isPlans = std::any_of(windows.begin(), windows.end(), [](const auto &one) { return isCodexWindow(one) && isSpent(one); });
    if (isPlans) {
        const QDateTime reset = resetOf(windows, true);
        const QDateTime until = reset.isValid() || !wait ? reset : after(now, *wait);
        return {Meaning::WindowSpent, clampedUntil(until, now, std::max(wait.value_or(SpentWindow), 1s)), {}, {}};
    }
    const bool isOfKey = std::any_of(windows.begin(), windows.end(), [](const auto &one) { return !isCodexWindow(one); });
    if (!wait && !isOfKey)
        return {Meaning::RequestsFault, {}, {}, {}}; // no quota of the account
    QDateTime until = resetOf(windows, false);
    if (!until.isValid() && wait)
        until = after(now, *wait);
    if (until.isValid() && now.secsTo(until) >= SpentWindow.count())
        return {Meaning::WindowSpent, clampedUntil(until, now, SpentWindow), {}, {}};
    return {Meaning::Burst, clampedUntil(wait ? after(now, *wait) : until, now, 1s), {}, {}};
}

AnswerSignal judged(int status, const HeaderBlock &headers, QByteArrayView body, const QDateTime &now)
{
    if (status < 500 && isBilling(body))
        return {Meaning::RequestsFault, {}, {}, {}};
    switch (status) {
    case 401:
        return {Meaning::Unauthorized, {}, {}, {}};
    case 403:
        return {saysAccountIsOff(body) ? Meaning::Banned : Meaning::RequestsFault, {}, {}, {}};
    case 429:
        return throttled(headers, now);
    case 503:
    case 529:
        return overloadSignal(readRetryAfter(headers, now), now);
    default:
        return {status < 500 ? Meaning::RequestsFault : Meaning::ServerError, {}, {}, {}};
    }
}

} // namespace

AnswerSignal openAiSignal(int status, const HeaderBlock &headers, QByteArrayView body, const QDateTime &now)
{
    if (status < 400)
        return {};
    AnswerSignal signal = judged(status, headers, body, now);
    signal.why = errorMessageOf(body);
    return signal;
}

} // namespace homeport
