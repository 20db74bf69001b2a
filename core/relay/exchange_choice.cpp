// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Exchange that finds an account: its key's place, the choice, waiting for a parked one.
#include "core/base/logging.h"
#include "core/relay/exchange.h"

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr std::chrono::milliseconds KeepAliveEvery{5000};
constexpr qint64 ShortSession = 12; // of a session's id, for people

qint64 nowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace

void Exchange::serve(const ExchangeParts &parts, ExchangePlan plan)
{
    m_parts.emplace(parts);
    m_plan = std::move(plan);
    m_record.model = m_plan.facts.model;
    m_record.session = m_plan.facts.session;
    m_record.trace.askedModel = m_plan.askedModel;
    m_record.trace.session = m_plan.question.session.id.left(ShortSession);
    m_response->setCorked(true);
    if (!m_plan.ticket || m_plan.ticket->state() != AdmissionTicket::State::Waiting)
        return admitted();
    setPhase(RequestRecord::Phase::Queued);
    m_plan.ticket->decided = [this] { admitted(); };
}

void Exchange::admitted()
{
    if (m_plan.ticket) {
        m_record.trace.queuedMs = m_plan.ticket->queuedMs();
        if (m_plan.ticket->state() == AdmissionTicket::State::Refused) {
            const AdmissionRefusal refusal = m_plan.ticket->refusal();
            return refuse(refusal.status, refusal.why, refusal.retryAfterSeconds);
        }
    }
    choose();
}

void Exchange::choose()
{
    m_plan.question.nowMs = nowMs();
    Routing::Choice choice = m_parts->accounts.choose(m_plan.question, m_plan.facts.longCache);
    m_record.trace.steps.push_back(std::move(choice.decision.step));
    if (!choice.sessionWas.isEmpty())
        m_record.trace.sessionWas = choice.sessionWas;
    if (!choice.account)
        return nobodyLeft(choice.decision.freeAtMs);
    m_account = std::move(choice.account);
    m_isProbe = choice.decision.isProbe;
    m_record.account = m_account->name;
    m_record.accountId = m_account->id;
    m_token = m_account->secret;
    m_proxy = 0;
    m_history.renewed = false;
    m_history.canRenew = m_parts->tokens && m_account->refreshable;
    setPhase(RequestRecord::Phase::Asked);
    startAttempt();
}

// Waits for a parked account that comes free soon; otherwise the provider's own refusal, where there was one, or ours.
void Exchange::nobodyLeft(qint64 freeAtMs)
{
    const qint64 now = nowMs();
    if (isWorthHolding(freeAtMs, now, m_history))
        return hold(std::max<qint64>(0, freeAtMs - now), freeAtMs);
    if (m_held)
        return releaseHeld();
    if (m_lastFailure)
        return upstreamFailed(*std::exchange(m_lastFailure, std::nullopt));
    if (isModelUnknown(m_record.trace.steps.constLast()))
        return refuseModel(unknownModelText(m_plan.question.model, m_parts->accounts.available(m_plan.question)));
    const QString why = m_record.trace.noToken.isEmpty() ? refusalText(m_record.trace.steps.constLast(), now) : m_record.trace.noToken;
    if (freeAtMs <= 0)
        return refuse(503, why, -1);
    refuse(429, why, std::max<qint64>(1, (freeAtMs - now + 999) / 1000));
}

void Exchange::hold(qint64 waitMs, qint64 freeAtMs)
{
    qCInfo(lcRelay).noquote() << "request" << m_record.id << "is held for" << waitMs << "ms: its accounts are parked";
    m_record.account.clear();
    m_record.accountId = 0;
    m_record.heldUntil = QDateTime::fromMSecsSinceEpoch(freeAtMs, Qt::UTC);
    setPhase(RequestRecord::Phase::Held);
    if (!m_holding)
        m_holding = std::make_unique<HoldTimers>();
    m_holding->end.setSingleShot(true);
    m_holding->end.disconnect(this);
    connect(&m_holding->end, &QTimer::timeout, this, [this, waitMs] {
        m_history.heldMs += std::max<qint64>(waitMs, 1);
        m_record.trace.heldMs = m_history.heldMs;
        m_holding->ping.stop();
        m_plan.question.tried.clear(); // their time has come
        m_lastParked = 0;
        m_held.reset();
        choose();
    });
    m_holding->end.start(std::chrono::milliseconds(waitMs + 1));
    if (!m_plan.facts.stream || m_protocol.pingEvent().isEmpty())
        return;
    m_holding->ping.disconnect(this);
    connect(&m_holding->ping, &QTimer::timeout, this, &Exchange::keepAlive);
    m_holding->ping.start(KeepAliveEvery);
}

// A stream that waits hears a ping of its protocol every few seconds. From the first one on, its head is ours.
void Exchange::keepAlive()
{
    if (!m_response->headWritten()) {
        HeaderBlock headers;
        headers.append("content-type", "text/event-stream; charset=utf-8");
        headers.append("cache-control", "no-cache");
        headers.append(m_protocol.requestIdField(), requestId());
        m_response->writeHead(200, {}, headers);
        m_truncation.begin(headers);
        m_kept = true;
    }
    m_response->write(m_protocol.pingEvent());
    m_response->flush();
}

// What came of asking the account; nothing when none is being asked.
void Exchange::leaveAccount(const QString &outcome)
{
    if (!m_account)
        return;
    m_parts->accounts.ended(m_account->id, std::exchange(m_isProbe, false));
    if (!outcome.isEmpty() && !m_record.trace.steps.isEmpty())
        m_record.trace.steps.back().outcome = outcome;
    m_account.reset();
}

void Exchange::setPhase(RequestRecord::Phase phase)
{
    m_record.phase = phase;
    m_changed = true;
}

} // namespace homeport
