// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desktop/noticecauses.h"
#include "ui/desktop/trayclicks.h"
#include "ui/desktop/traymenu.h"
#include "ui/desktop/traytext.h"

#include <QSystemTrayIcon>

#include <optional>

namespace homeport {

// Homeport in the desktop's tray: the relay's state as icon and tool tip, the menu, and what there is to tell.
class TrayIcon final : public QObject
{
    Q_OBJECT

public:
    explicit TrayIcon(const Services &services); // they outlive it

    void show() { m_icon.show(); }
    void setWindowVisible(bool visible) { m_menu.setWindowVisible(visible); }
    void explainOnce(); // the first time the window goes to the tray: where it went
    void tell(const Notice &notice);

Q_SIGNALS:
    void toggleRequested(); // show or hide the window
    void openRequested();   // show it
    void accountsRequested();
    void noticeClicked(const homeport::Notice &notice); // the one that was told last: desktops do not say which
    void quitRequested();

private:
    void refresh();

    Services m_services;
    TrayMenu m_menu;
    QSystemTrayIcon m_icon; // before the menu is gone
    TrayClicks m_clicks;
    std::optional<TrayState> m_shown;
    std::optional<Notice> m_told; // what a click on a message means; none: just open the window
    bool m_explained = false;
};

} // namespace homeport
