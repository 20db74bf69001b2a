// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulator/openailimits.h"
#include "core/simulator/planlimits.h"
#include "core/simulator/ratelimits.h"
#include "core/simulator/simulator.h"

#include <map>
#include <optional>

namespace homeport {

// One account at the simulated provider: what it is refused, how much it used. @p now, everywhere: UTC.
class SimulatedAccount final
{
public:
    enum class Kind { ApiKey, Plan }; // which rate-limit fields its answers carry

    struct Refusal
    {
        enum class Cause { Ban, Window, Family, Burst, Overload };

        int status = 0;
        QString message;
        HeaderBlock headers; // the Messages API's
        Cause cause = Cause::Ban;
        qint64 retryAfter = 0; // seconds; 0: not said
    };

    explicit SimulatedAccount(Kind kind) : m_kind(kind) {}

    void setFaults(const KeyFaults &faults, const QDateTime &now);
    // Whether it is banned, whatever it asks for ...
    [[nodiscard]] std::optional<Refusal> refusal() const;
    // ... and whether a Messages request for @p model is refused; that request is counted against the faults.
    [[nodiscard]] std::optional<Refusal> refuseMessages(const QString &model, const QDateTime &now);

    void countRequest() { ++m_requests; }
    // Appends the rate-limit fields as they stand after an answer of so many tokens.
    void countLimits(qint64 inputTokens, qint64 outputTokens, const QDateTime &now, HeaderBlock &headers);
    void countOpenAiLimits(qint64 tokens, const QDateTime &now, HeaderBlock &headers) { m_openAiLimits.count(tokens, now, headers); }
    // What an answer told until it ended, whole or not; null: nothing.
    void countTold(const std::optional<TokenUsage> &told, bool whole);

    [[nodiscard]] qint64 requests() const { return m_requests; }
    [[nodiscard]] TokenUsage usage() const; // all of it; see Simulator::usage()
    [[nodiscard]] const std::map<QString, TokenUsage> &usageByModel() const { return m_byModel; }

private:
    [[nodiscard]] bool isWindowSpent(const QString &model, const QDateTime &now) const;

    Kind m_kind;
    KeyFaults m_faults;
    QDateTime m_windowResets;
    SimulatedRateLimits m_keyLimits;
    SimulatedPlanLimits m_planLimits;
    OpenAiLimits m_openAiLimits;
    qint64 m_requests = 0;
    TokenUsage m_usage;
    std::map<QString, TokenUsage> m_byModel;
    bool m_isWhole = true; // no answer broke off
};

} // namespace homeport
