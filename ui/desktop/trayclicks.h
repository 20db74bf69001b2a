// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSystemTrayIcon>

#include <chrono>
#include <optional>

namespace homeport {

// What a click on the tray icon means. Desktops tell of a double click as two clicks, as one and a double click, or as all three: a click
// that may be another one's second half does nothing. Has no clock: whoever asks says what time it is.
class TrayClicks final
{
public:
    enum class Meaning { Nothing, Toggle, Open };

    // @p doubleClick: how long apart the halves of one may be. @p opensMenu: a click opens the menu here (macOS), and nothing else.
    TrayClicks(std::chrono::milliseconds doubleClick, bool opensMenu) : m_doubleClick(doubleClick), m_opensMenu(opensMenu) {}

    // @p now: of any clock that never goes back.
    [[nodiscard]] Meaning meaning(QSystemTrayIcon::ActivationReason reason, std::chrono::milliseconds now);

private:
    std::chrono::milliseconds m_doubleClick;
    bool m_opensMenu;
    std::optional<std::chrono::milliseconds> m_last;
};

} // namespace homeport
