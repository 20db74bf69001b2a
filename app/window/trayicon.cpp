// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/trayicon.h"

#include "ui/theme/theme.h"

namespace homeport {

TrayIcon::TrayIcon(OverviewService &overview)
    : m_overview(overview), m_icon(applicationIcon()), m_state(m_menu.addAction(QString())), m_toggle(m_menu.addAction(QString()))
{
    m_state->setEnabled(false);
    m_menu.addSeparator();
    connect(m_menu.addAction(tr("Quit Homeport")), &QAction::triggered, this, &TrayIcon::quitRequested);
    connect(m_toggle, &QAction::triggered, this, &TrayIcon::toggleRequested);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            Q_EMIT toggleRequested();
    });
    connect(&m_overview, &OverviewService::overviewChanged, this, &TrayIcon::refresh);
    m_icon.setContextMenu(&m_menu);
    setWindowVisible(true);
    refresh();
}

void TrayIcon::setWindowVisible(bool visible)
{
    m_toggle->setText(visible ? tr("Hide the window") : tr("Show the window"));
}

void TrayIcon::explainOnce()
{
    if (!std::exchange(m_explained, true))
        m_icon.showMessage(tr("Homeport goes on in the tray"), tr("Tools can still use it. Quit it from this icon's menu."),
                           applicationIcon());
}

void TrayIcon::refresh()
{
    const Overview overview = m_overview.overview();
    QString text;
    switch (overview.relay) {
    case Overview::Relay::Stopped:
        text = tr("Relay stopped");
        break;
    case Overview::Relay::Starting:
        text = tr("Relay is starting");
        break;
    case Overview::Relay::Listening:
        //: %1 is an address such as http://127.0.0.1:8642
        text = overview.vault == Overview::VaultState::Unlocked ? tr("Listening on %1").arg(overview.baseUrl) : tr("The vault is locked");
        break;
    case Overview::Relay::Draining:
        text = tr("Finishing the last requests");
        break;
    case Overview::Relay::Failed:
        text = tr("The relay can't listen");
        break;
    }
    m_state->setText(text);
    //: Tool tip of the tray icon; %1 is the relay's state
    m_icon.setToolTip(tr("Homeport: %1").arg(text));
}

} // namespace homeport
