// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/keylimits.h"
#include "core/base/clock.h"

#include <chrono>
#include <vector>

namespace homeport::test {

constexpr qint64 Dollar = 1'000'000'000;
constexpr qint64 TheKey = 7;

// Stands still until it is told to go on.
class SteppedClock final : public Clock
{
public:
    explicit SteppedClock(QDateTime start) : m_now(std::move(start)) {}
    [[nodiscard]] QDateTime now() const override { return m_now; }
    void step(std::chrono::milliseconds by) { m_now = m_now.addMSecs(by.count()); }
    void set(const QDateTime &now) { m_now = now; }

private:
    QDateTime m_now;
};

// The limits of one key (7), and the requests that hold something of it.
class LimitsBench final
{
public:
    explicit LimitsBench(const KeyPolicy &policy = {}, const QTimeZone &zone = QTimeZone::utc(),
                         const QDateTime &start = QDateTime({2026, 11, 23}, {12, 0}, Qt::UTC))
        : clock(start), limits(clock, zone)
    {
        setPolicy(policy);
    }

    void setPolicy(const KeyPolicy &policy) { limits.setPolicy(TheKey, policy, {}); }

    [[nodiscard]] std::unique_ptr<AdmissionTicket> ask(qint64 estimate = 0, const QString &session = {}, qint64 keyId = TheKey)
    {
        AdmissionRequest request;
        request.keyId = keyId;
        request.session = session;
        request.estimate = estimate;
        return limits.ask(request);
    }
    [[nodiscard]] std::unique_ptr<AdmissionTicket> askFree()
    {
        AdmissionRequest request;
        request.keyId = TheKey;
        request.isFree = true;
        request.isPriced = false;
        return limits.ask(request);
    }
    // A whole request: 0 when it was admitted, else the status of its refusal.
    int run(qint64 tokens = 0, qint64 cost = 0, qint64 estimate = 0)
    {
        const auto ticket = ask(estimate);
        if (ticket->state() != AdmissionTicket::State::Admitted) {
            last = ticket->refusal();
            return last.status;
        }
        ticket->settle(tokens, cost);
        return 0;
    }
    [[nodiscard]] KeyUsageNow usage() const { return limits.usageNow(TheKey); }

    SteppedClock clock;
    KeyLimits limits;
    AdmissionRefusal last;
};

} // namespace homeport::test
