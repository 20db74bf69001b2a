// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runner.h"
#include "app/window/accessadapter.h"
#include "app/window/accountsadapter.h"
#include "app/window/activityadapter.h"
#include "app/window/autostartfile.h"
#include "app/window/backupsadapter.h"
#include "app/window/contentsadapter.h"
#include "app/window/demoprocess.h"
#include "app/window/filesettings.h"
#include "app/window/overviewadapter.h"
#include "app/window/proxiesadapter.h"
#include "app/window/routingadapter.h"
#include "app/window/settingsadapter.h"
#include "app/window/toolsadapter.h"
#include "app/window/transferadapter.h"
#include "app/window/trayicon.h"
#include "app/window/traywait.h"
#include "app/window/upkeepadapter.h"
#include "app/window/usageadapter.h"
#include "ui/desktop/notifier.h"
#include "ui/mainwindow.h"
#include "ui/services/systemdesktop.h"
#include "ui/text/languages.h"
#include "ui/theme/theme.h"

#include <QTimer>

#include <optional>

namespace homeport {

// One run with a window: makes it once the backend is assembled, ends the run when it is asked to.
class WindowRun final : public QObject
{
    Q_OBJECT

public:
    WindowRun(QApplication &application, Launch launch);
    ~WindowRun() override;

    void start() { m_runner.start(); }
    [[nodiscard]] bool isShown() const { return m_window && m_window->isVisible() && !m_window->isMinimized(); }

private:
    void open();
    void openTray();
    void trayFound();
    [[nodiscard]] MainWindow &window(); // made when it is needed: one that stays in the tray takes less memory
    void showWindow();
    void follow(const Notice &notice);
    void toggleWindow();
    void windowHidden();
    void letWindowGo();
    void rememberShown();
    void end();
    void reportFailure(const Error &error);

    FileSettings m_settings;
    Translations m_translations;
    AutostartFile m_loginStart;
    DemoProcess m_demo;
    Theme m_theme;
    SystemUrlOpener m_browser;
    SystemClipboard m_clipboard;
    DialogPrompt m_prompt;
    Runner m_runner;
    std::unique_ptr<OverviewAdapter> m_overview;
    std::unique_ptr<AccountsAdapter> m_accounts;
    std::unique_ptr<ProxiesAdapter> m_proxies;
    std::unique_ptr<TransferAdapter> m_transfer;
    std::unique_ptr<AccessAdapter> m_access;
    std::unique_ptr<RoutingAdapter> m_routing;
    std::unique_ptr<UsageAdapter> m_usage;
    std::unique_ptr<ActivityAdapter> m_activity;
    std::unique_ptr<ContentsAdapter> m_contents;
    std::unique_ptr<ToolsAdapter> m_tools;
    std::unique_ptr<SettingsAdapter> m_relaySettings;
    std::unique_ptr<UpkeepAdapter> m_upkeep;
    std::unique_ptr<BackupsAdapter> m_backups;
    RunMemory m_memory;
    std::optional<Services> m_services;   // from open() on
    std::unique_ptr<MainWindow> m_window; // null until it is needed, and again some time after it was closed to the tray
    QTimer m_hiddenFor;
    TrayWait m_trayWait;
    std::unique_ptr<TrayIcon> m_tray; // null where the desktop has none, as the one that follows
    std::unique_ptr<Notifier> m_notifier;
};

} // namespace homeport
