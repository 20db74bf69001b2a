// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/signalgate.h"

#include <utility>

namespace homeport {

namespace {

constexpr std::chrono::milliseconds Pause{100};

} // namespace

SignalGate::SignalGate(QObject *parent) : QObject(parent)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(Pause);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (std::exchange(m_waiting, false))
            knock();
    });
}

void SignalGate::knock()
{
    if (m_pause.isActive()) {
        m_waiting = true;
        return;
    }
    m_pause.start();
    Q_EMIT opened();
}

} // namespace homeport
