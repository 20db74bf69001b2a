// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of RelayServer that hand over what keys keep of their requests, and let questions about usage pass: the same checks as a
// request's, but nothing is counted or recorded.
#include "core/relay/exchange.h"
#include "core/relay/relayserver.h"
#include "core/relay/usagecall.h"
#include "core/relay/usageendpoint.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 MostKeptHere = 1024 * 1024; // bytes: what waits is bounded, whatever comes

// Of a question that waits for the user's answer about its program.
class WaitingClient final : public ResponseWatcher
{
public:
    explicit WaitingClient(std::function<void()> gone) : m_gone(std::move(gone)) {}

private:
    void clientGone() override { m_gone(); }
    void drained() override {}

    std::function<void()> m_gone;
};

} // namespace

void RelayServer::keepContents(KeptRequest kept)
{
    m_keptBytes += kept.bytes();
    m_kept << std::move(kept);
    if (m_keptBytes >= MostKeptHere)
        handOverContents();
}

void RelayServer::handOverContents()
{
    m_keptBytes = 0;
    if (!m_kept.isEmpty())
        Q_EMIT contentsKept(std::exchange(m_kept, {}));
}

void RelayServer::serveUsage(const UsageCall &call)
{
    if (m_draining)
        return refuseUsage(call, {503, u"Homeport is shutting down."_s, true});
    const auto key = passKey(m_snapshot, m_authenticator, *call.request, call.pathKey, m_clock.now());
    if (!key)
        return refuseUsage(call, key.error());
    if (m_programGate.passes(call.request->peerInode))
        return answerUsage(call, *key);
    const auto waiting = std::make_shared<WaitingClient>([this, id = call.id] {
        // Queued: dropping it deletes the stream that speaks.
        QMetaObject::invokeMethod(
            this, [this, id] { m_programGate.drop(id); }, Qt::QueuedConnection);
    });
    call.response->setWatcher(waiting.get());
    m_programGate.ask(call.id, call.request->peerInode, [this, call, waiting](const std::optional<QString> &refusal) {
        call.response->setWatcher(nullptr);
        if (refusal)
            return refuseUsage(call, {403, *refusal});
        if (const auto still = passKey(m_snapshot, m_authenticator, *call.request, call.pathKey, m_clock.now()))
            answerUsage(call, *still);
        else
            refuseUsage(call, still.error());
    });
}

void RelayServer::answerUsage(const UsageCall &call, const AuthenticatedKey &key)
{
    KeyMetrics metrics;
    metrics.counts = m_counts.of(key.id);
    for (const auto &[id, exchange] : m_running)
        metrics.running += exchange->keyId() == key.id ? 1 : 0;
    m_usage->handle(*call.request, call.response, key, metrics);
}

void RelayServer::refuseUsage(const UsageCall &call, const GateRefusal &refusal)
{
    const auto say = [answer = call.response, refusal] {
        homeport::refuseUsage(*answer, refusal.status, refusal.why, refusal.retry ? refusal.retryAfterSeconds : -1);
    };
    const std::chrono::milliseconds delay = delayOf(refusal);
    if (delay.count() == 0)
        return say();
    QTimer::singleShot(delay, m_usage.get(), say);
}

} // namespace homeport
