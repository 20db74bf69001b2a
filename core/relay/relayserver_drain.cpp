// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The end of RelayServer: what runs may end, for a while.
#include "core/relay/exchange.h"
#include "core/relay/relayserver.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr std::chrono::milliseconds UnsentInterval{50};

} // namespace

void RelayServer::drain(std::chrono::milliseconds grace, std::function<void(int)> done)
{
    m_draining = true;
    m_drained = std::move(done);
    m_listener->stopListening();
    m_drainTimer.start(grace);
    endDrainIfDone();
}

// Answers that are complete but not taken yet by their readers have the same grace.
void RelayServer::endDrainIfDone()
{
    if (!m_drained || !m_running.empty())
        return;
    if (m_listener->endSlowReaders())
        QTimer::singleShot(UnsentInterval, this, &RelayServer::endDrainIfDone);
    else
        m_drainTimer.start(0);
}

void RelayServer::finishDraining()
{
    if (!m_drained)
        return;
    std::vector<Exchange *> rest;
    for (const auto &[id, exchange] : m_running)
        rest.push_back(exchange.get());
    for (Exchange *exchange : rest)
        exchange->cancel(u"Homeport is shutting down."_s);
    report();
    m_listener->close();
    std::exchange(m_drained, {})(static_cast<int>(rest.size()));
}

} // namespace homeport
