// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/trayicon.h"

#include "ui/services/overviewservice.h"
#include "ui/theme/theme.h"

#include <QApplication>

#include <chrono>
#include <utility>

namespace homeport {

namespace {

#ifdef Q_OS_MACOS
constexpr bool ClickOpensMenu = true;
#else
constexpr bool ClickOpensMenu = false;
#endif

} // namespace

TrayIcon::TrayIcon(const Services &services)
    : m_services(services), m_menu(services), m_icon(applicationIcon()),
      m_clicks(std::chrono::milliseconds(QApplication::doubleClickInterval()), ClickOpensMenu)
{
    connect(&m_menu, &TrayMenu::toggleRequested, this, &TrayIcon::toggleRequested);
    connect(&m_menu, &TrayMenu::accountsRequested, this, &TrayIcon::accountsRequested);
    connect(&m_menu, &TrayMenu::quitRequested, this, &TrayIcon::quitRequested);
    connect(&m_menu, &TrayMenu::failed, this, [this](const QString &text) {
        m_told.reset();
        m_icon.showMessage(tr("That could not be done"), text, applicationIcon());
    });
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        const auto now = std::chrono::steady_clock::now().time_since_epoch();
        const TrayClicks::Meaning meaning = m_clicks.meaning(reason, std::chrono::duration_cast<std::chrono::milliseconds>(now));
        if (meaning == TrayClicks::Meaning::Toggle)
            Q_EMIT toggleRequested();
        else if (meaning == TrayClicks::Meaning::Open)
            Q_EMIT openRequested();
    });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, [this] {
        if (m_told)
            Q_EMIT noticeClicked(*m_told);
        else
            Q_EMIT openRequested();
    });
    connect(&m_services.overview, &OverviewService::overviewChanged, this, &TrayIcon::refresh);
    m_icon.setContextMenu(&m_menu.menu());
    refresh();
}

void TrayIcon::explainOnce()
{
    if (std::exchange(m_explained, true))
        return;
    m_told.reset();
    m_icon.showMessage(tr("Homeport goes on in the tray"), tr("Tools can still use it. Quit it from this icon's menu."), applicationIcon());
}

void TrayIcon::tell(const Notice &notice)
{
    m_told = notice;
    m_icon.showMessage(notice.title, notice.text, applicationIcon());
}

void TrayIcon::refresh()
{
    const TrayState state = trayState(m_services.overview.overview());
    if (m_shown == state)
        return;
    if (!m_shown || m_shown->sign != state.sign)
        m_icon.setIcon(trayIcon(state.sign));
    //: Tool tip of the tray icon; %1 is the relay's state
    m_icon.setToolTip(tr("Homeport: %1").arg(state.text));
    m_shown = state;
}

} // namespace homeport
