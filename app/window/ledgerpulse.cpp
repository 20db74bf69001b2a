// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/ledgerpulse.h"

#include "core/usage/ledger.h"

namespace homeport {

namespace {

constexpr std::chrono::milliseconds Collect{1000};

} // namespace

LedgerPulse::LedgerPulse(const Ledger &ledger)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(Collect);
    connect(&m_pause, &QTimer::timeout, this, &LedgerPulse::beat);
    connect(&ledger, &Ledger::written, &m_pause, [this] {
        if (!m_pause.isActive())
            m_pause.start();
    });
}

} // namespace homeport
