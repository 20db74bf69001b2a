// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/fairqueue.h"
#include "core/access/keycounters.h"

#include <QElapsedTimer>
#include <QTimer>

#include <list>

namespace homeport {

class KeyTicket;

// One local key's way in: its limits, what it used, its running and waiting requests. Tickets share it, so that what they
// settle counts even after the key was removed. Same thread as KeyLimits.
class KeyGate final : public QObject, public std::enable_shared_from_this<KeyGate>
{
    Q_OBJECT

public:
    explicit KeyGate(std::shared_ptr<BudgetCalendar> calendar);
    ~KeyGate() override = default;
    Q_DISABLE_COPY_MOVE(KeyGate)

    void setPolicy(const KeyPolicy &policy, const QDateTime &firstUsedAt); // opens the gate
    void close();                                                          // those who wait are refused, as is everybody who asks
    void abandon();                                                        // nobody is told anything any more: the clock may be gone
    void restore(const KeyUsageRow &row) { m_counters.restore(row, m_calendar->now()); }

    [[nodiscard]] std::unique_ptr<AdmissionTicket> ask(const AdmissionRequest &request);
    [[nodiscard]] KeyUsageNow usageNow(qint64 keyId);
    [[nodiscard]] std::vector<KeyUsageRow> takeUnsaved() { return m_counters.takeUnsaved(); }
    [[nodiscard]] bool takeFirstUse() { return std::exchange(m_firstUse, false); }
    [[nodiscard]] bool isOpen() const { return m_open; }

private:
    friend KeyTicket;
    void settle(KeyTicket &ticket, qint64 tokens, qint64 cost);
    void leave(KeyTicket &ticket);

    [[nodiscard]] bool hasPlace() const { return m_policy.concurrent <= 0 || m_running < m_policy.concurrent; }
    [[nodiscard]] std::optional<AdmissionRefusal> refusal(const KeyTicket &ticket);
    void admit(KeyTicket &ticket);
    void admitWaiting();
    void refuseWaiting(KeyTicket &ticket, AdmissionRefusal why);
    void decide(KeyTicket &ticket);
    void tell();
    void lookAtPatience();

    std::shared_ptr<BudgetCalendar> m_calendar;
    KeyPolicy m_policy;
    QDateTime m_firstUsedAt;
    KeyCounters m_counters;
    FairQueue m_queue;
    QTimer m_patience{this};       // runs only while somebody waits
    std::list<KeyTicket *> m_told; // decided, and not yet told
    int m_running = 0;
    bool m_open = false;
    bool m_abandoned = false;
    bool m_firstUse = false;
};

// What its requests hold. Without a gate (null) it is a refusal from the beginning.
class KeyTicket final : public AdmissionTicket, public FairQueue::Waiter
{
public:
    KeyTicket(std::shared_ptr<KeyGate> gate, const AdmissionRequest &request);
    explicit KeyTicket(AdmissionRefusal refusal) : m_state(State::Refused), m_refusal(std::move(refusal)) {}
    ~KeyTicket() override;
    Q_DISABLE_COPY_MOVE(KeyTicket)

    [[nodiscard]] State state() const override { return m_state; }
    [[nodiscard]] AdmissionRefusal refusal() const override { return m_refusal; }
    [[nodiscard]] qint64 queuedMs() const override;
    void settle(qint64 tokens, qint64 cost) override;

private:
    friend KeyGate;
    std::shared_ptr<KeyGate> m_gate;
    State m_state = State::Waiting;
    AdmissionRefusal m_refusal;
    bool m_free = false;
    bool m_priced = true;
    qint64 m_estimate = 0;
    qint64 m_setAside = 0; // what is left of the estimate
    qint64 m_tokens = 0;   // settled so far
    qint64 m_cost = 0;
    QElapsedTimer m_waiting; // invalid: never waited, or no longer
    qint64 m_queuedMs = 0;
    std::optional<std::list<KeyTicket *>::iterator> m_toTell;
};

} // namespace homeport
