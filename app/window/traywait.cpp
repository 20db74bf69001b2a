// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/traywait.h"

#include <utility>

namespace homeport {

TrayWait::TrayWait(std::function<bool()> look, Pauses pauses, QObject *parent)
    : QObject(parent), m_look(std::move(look)), m_pauses(std::move(pauses))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &TrayWait::look);
}

void TrayWait::start()
{
    if (!m_pauses.isEmpty())
        m_timer.start(m_pauses.takeFirst());
}

void TrayWait::look()
{
    if (!m_look())
        return start();
    m_pauses.clear();
    Q_EMIT found();
}

} // namespace homeport
