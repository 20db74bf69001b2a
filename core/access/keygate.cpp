// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/keygate.h"

#include "core/access/limitwords.h"

#include <algorithm>
#include <chrono>

namespace homeport {

namespace {

constexpr qint64 SoonSeconds = 1; // nobody knows when a running request ends

} // namespace

KeyGate::KeyGate(std::shared_ptr<BudgetCalendar> calendar) : m_calendar(std::move(calendar))
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &KeyGate::lookAtPatience);
}

void KeyGate::setPolicy(const KeyPolicy &policy, const QDateTime &firstUsedAt)
{
    m_open = true;
    if (firstUsedAt.isValid()) // else it may not be on disk yet
        m_firstUsedAt = firstUsedAt;
    if (policy == m_policy)
        return;
    m_policy = policy;
    admitWaiting();
    while (m_queue.size() > m_policy.queueSize)
        refuseWaiting(static_cast<KeyTicket &>(*m_queue.latest()),
                      {429, limitwords::queueFull(m_policy.concurrent, m_policy.queueSize), SoonSeconds});
    lookAtPatience();
}

void KeyGate::close()
{
    m_open = false;
    while (m_queue.size() > 0)
        refuseWaiting(static_cast<KeyTicket &>(*m_queue.longest()), {403, limitwords::unknownKey(), -1});
    m_patience.stop();
}

void KeyGate::abandon()
{
    m_abandoned = true;
    m_open = false;
    m_patience.stop();
}

std::unique_ptr<AdmissionTicket> KeyGate::ask(const AdmissionRequest &request)
{
    auto ticket = std::make_unique<KeyTicket>(shared_from_this(), request);
    if (auto no = refusal(*ticket))
        return std::make_unique<KeyTicket>(*std::move(no));
    if (hasPlace()) { // then nobody waits
        admit(*ticket);
        return ticket;
    }
    if (m_policy.queueSize <= 0)
        return std::make_unique<KeyTicket>(AdmissionRefusal{429, limitwords::noPlace(m_policy.concurrent), SoonSeconds});
    if (m_queue.size() >= m_policy.queueSize)
        return std::make_unique<KeyTicket>(
            AdmissionRefusal{429, limitwords::queueFull(m_policy.concurrent, m_policy.queueSize), SoonSeconds});
    ticket->m_waiting.start();
    m_queue.join(*ticket, request.session);
    if (!m_patience.isActive())
        lookAtPatience();
    return ticket;
}

std::optional<AdmissionRefusal> KeyGate::refusal(const KeyTicket &ticket)
{
    if (!m_open)
        return AdmissionRefusal{403, limitwords::unknownKey(), -1};
    const auto &now = m_calendar->now();
    const QDateTime expiry = expiryOf(m_policy, m_firstUsedAt);
    if (expiry.isValid() && now.ms >= expiry.toMSecsSinceEpoch())
        return AdmissionRefusal{403, limitwords::expired(expiryText(m_policy, m_firstUsedAt)), -1};
    if (ticket.m_free)
        return {};
    if (!ticket.m_priced && m_policy.hasBudget())
        return AdmissionRefusal{403, limitwords::unpriced(), -1};
    return m_counters.refusal(m_policy, ticket.m_estimate, now, *m_calendar);
}

void KeyGate::admit(KeyTicket &ticket)
{
    ticket.m_state = AdmissionTicket::State::Admitted;
    ++m_running;
    const auto &now = m_calendar->latest(); // refusal() has just asked
    if (!m_firstUsedAt.isValid()) {
        m_firstUsedAt = QDateTime::fromMSecsSinceEpoch(now.ms, Qt::UTC);
        m_firstUse = true;
    }
    if (ticket.m_free)
        return;
    m_counters.countRequest(now);
    ticket.m_setAside = ticket.m_estimate;
    m_counters.setAside(ticket.m_setAside);
}

// Limits are asked again: others of the same key have used them since.
void KeyGate::admitWaiting()
{
    while (!m_abandoned && m_queue.size() > 0 && hasPlace()) {
        auto &ticket = static_cast<KeyTicket &>(*m_queue.takeNext());
        if (auto no = refusal(ticket)) {
            refuseWaiting(ticket, *std::move(no));
            continue;
        }
        admit(ticket);
        decide(ticket);
    }
    if (m_queue.size() == 0)
        m_patience.stop();
}

void KeyGate::refuseWaiting(KeyTicket &ticket, AdmissionRefusal why)
{
    m_queue.leave(ticket);
    ticket.m_state = AdmissionTicket::State::Refused;
    ticket.m_refusal = std::move(why);
    decide(ticket);
}

// Told from the event loop: whoever is told may do anything, and we may be inside anything.
void KeyGate::decide(KeyTicket &ticket)
{
    ticket.m_queuedMs = ticket.m_waiting.elapsed();
    ticket.m_waiting.invalidate();
    ticket.m_toTell = m_told.insert(m_told.end(), &ticket);
    if (m_told.size() == 1)
        QMetaObject::invokeMethod(this, &KeyGate::tell, Qt::QueuedConnection);
}

void KeyGate::tell()
{
    const auto alive = shared_from_this();
    // Those who are decided meanwhile are told in the next turn.
    for (std::size_t rest = m_told.size(); rest > 0 && !m_told.empty() && !m_abandoned; --rest) {
        KeyTicket &ticket = *m_told.front();
        m_told.pop_front();
        ticket.m_toTell.reset();
        if (const auto decided = std::exchange(ticket.decided, {})) // may destroy the ticket
            decided();
    }
    if (!m_told.empty() && !m_abandoned)
        QMetaObject::invokeMethod(this, &KeyGate::tell, Qt::QueuedConnection);
}

void KeyGate::settle(KeyTicket &ticket, qint64 tokens, qint64 cost)
{
    if (m_abandoned || ticket.m_free || ticket.m_state != AdmissionTicket::State::Admitted)
        return;
    m_counters.countUse(tokens - std::exchange(ticket.m_tokens, tokens), cost - std::exchange(ticket.m_cost, cost), m_calendar->now());
    const qint64 rest = std::max<qint64>(0, ticket.m_estimate - cost);
    m_counters.setAside(rest - std::exchange(ticket.m_setAside, rest));
}

void KeyGate::leave(KeyTicket &ticket)
{
    if (ticket.m_toTell)
        m_told.erase(*ticket.m_toTell);
    m_queue.leave(ticket);
    if (ticket.m_state == AdmissionTicket::State::Admitted) {
        --m_running;
        m_counters.setAside(-ticket.m_setAside);
    }
    admitWaiting();
}

// Refuses those who have waited long enough, and sleeps until the next one has.
void KeyGate::lookAtPatience()
{
    const qint64 patienceMs = m_policy.queueSeconds * 1000LL;
    while (m_queue.size() > 0) {
        auto &ticket = static_cast<KeyTicket &>(*m_queue.longest());
        const qint64 left = patienceMs - ticket.m_waiting.elapsed();
        if (left > 0) {
            m_patience.start(std::chrono::milliseconds(left));
            return;
        }
        refuseWaiting(ticket, {429, limitwords::waitedTooLong(m_policy.concurrent, m_policy.queueSeconds), SoonSeconds});
    }
    m_patience.stop();
}

KeyTicket::KeyTicket(std::shared_ptr<KeyGate> gate, const AdmissionRequest &request)
    : m_gate(std::move(gate)), m_free(request.isFree), m_priced(request.isPriced),
      m_estimate(std::clamp<qint64>(request.estimate, 0, 1'000'000'000'000'000)) // a million dollars: sums stay far from overflow
{
}

KeyTicket::~KeyTicket()
{
    if (m_gate)
        m_gate->leave(*this);
}

qint64 KeyTicket::queuedMs() const
{
    return m_waiting.isValid() ? m_waiting.elapsed() : m_queuedMs;
}

void KeyTicket::settle(qint64 tokens, qint64 cost)
{
    if (m_gate)
        m_gate->settle(*this, tokens, cost);
}

KeyUsageNow KeyGate::usageNow(qint64 keyId)
{
    KeyUsageNow usage;
    usage.keyId = keyId;
    usage.running = m_running;
    usage.waiting = m_queue.size();
    m_counters.fill(&usage, m_calendar->now());
    return usage;
}

} // namespace homeport
