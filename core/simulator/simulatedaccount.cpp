// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulatedaccount.h"

#include "core/providers/anthropic/answersignals.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

void add(const TokenUsage &told, TokenUsage &sum)
{
    sum.known = true;
    sum.input += told.input;
    sum.output += told.output;
    sum.cacheWrite5m += told.cacheWrite5m;
    sum.cacheWrite1h += told.cacheWrite1h;
    sum.cacheRead += told.cacheRead;
    sum.webSearches += told.webSearches;
    sum.reasoning += told.reasoning;
}

void appendRetryAfter(HeaderBlock &headers, qint64 seconds)
{
    headers.append("retry-after", QByteArray::number(seconds));
}

} // namespace

void SimulatedAccount::setFaults(const KeyFaults &faults, const QDateTime &now)
{
    m_faults = faults;
    // The field has whole seconds; rounded up, it serves again no later than it says.
    const qint64 reset = (now.toMSecsSinceEpoch() + 999) / 1000 + faults.windowSpent.count();
    m_windowResets = faults.windowSpent.count() > 0 ? QDateTime::fromSecsSinceEpoch(reset, Qt::UTC) : QDateTime();
}

std::optional<SimulatedAccount::Refusal> SimulatedAccount::refusal() const
{
    if (!m_faults.banned)
        return std::nullopt;
    return Refusal{403, u"This organization has been disabled. (simulated)"_s, {}, Refusal::Cause::Ban, 0};
}

bool SimulatedAccount::isWindowSpent(const QString &model, const QDateTime &now) const
{
    const bool isMeant = m_faults.family.isEmpty() || modelFamily(model) == m_faults.family;
    return isMeant && m_windowResets.isValid() && now < m_windowResets;
}

std::optional<SimulatedAccount::Refusal> SimulatedAccount::refuseMessages(const QString &model, const QDateTime &now)
{
    if (isWindowSpent(model, now)) {
        Refusal refusal{429,
                        u"This request would exceed your account's rate limit. Please try again later. (simulated)"_s,
                        {},
                        Refusal::Cause::Window,
                        0};
        m_planLimits.refuse(m_faults.family, m_windowResets, now, refusal.headers);
        if (!m_faults.family.isEmpty())
            refusal.cause = Refusal::Cause::Family;
        refusal.retryAfter = (now.msecsTo(m_windowResets) + 999) / 1000;
        appendRetryAfter(refusal.headers, refusal.retryAfter);
        return refusal;
    }
    if (m_faults.bursts > 0) {
        --m_faults.bursts;
        Refusal refusal{429, u"Number of requests has exceeded your rate limit for a moment. (simulated)"_s, {}, Refusal::Cause::Burst, 0};
        refusal.retryAfter = m_faults.burstRetryAfter;
        appendRetryAfter(refusal.headers, refusal.retryAfter);
        return refusal;
    }
    if (m_faults.overloads > 0) {
        --m_faults.overloads;
        return Refusal{529, u"Overloaded (simulated)"_s, {}, Refusal::Cause::Overload, 0};
    }
    return std::nullopt;
}

void SimulatedAccount::countLimits(qint64 inputTokens, qint64 outputTokens, const QDateTime &now, HeaderBlock &headers)
{
    if (m_kind == Kind::Plan)
        m_planLimits.count(inputTokens + outputTokens, now, headers);
    else
        m_keyLimits.count(inputTokens, outputTokens, now, headers);
}

void SimulatedAccount::countTold(const std::optional<TokenUsage> &told, bool whole)
{
    m_isWhole = m_isWhole && whole;
    if (!told)
        return;
    add(*told, m_usage);
    add(*told, m_byModel[told->model]);
}

TokenUsage SimulatedAccount::usage() const
{
    TokenUsage usage = m_usage;
    usage.complete = m_usage.known && m_isWhole;
    return usage;
}

} // namespace homeport
