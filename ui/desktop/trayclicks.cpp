// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/trayclicks.h"

#include <utility>

namespace homeport {

TrayClicks::Meaning TrayClicks::meaning(QSystemTrayIcon::ActivationReason reason, std::chrono::milliseconds now)
{
    if (m_opensMenu)
        return Meaning::Nothing;
    if (reason == QSystemTrayIcon::DoubleClick) {
        m_last = now;
        return Meaning::Open;
    }
    if (reason != QSystemTrayIcon::Trigger)
        return Meaning::Nothing;
    const auto before = std::exchange(m_last, now);
    return before && now - *before <= m_doubleClick ? Meaning::Nothing : Meaning::Toggle;
}

} // namespace homeport
