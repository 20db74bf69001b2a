// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/backend.h"
#include "app/window/accountsadapter.h"
#include "app/window/activityadapter.h"
#include "app/window/filesettings.h"
#include "app/window/overviewadapter.h"
#include "app/window/proxiesadapter.h"
#include "app/window/toolsadapter.h"
#include "app/window/transferadapter.h"
#include "core/simulator/simulator.h"
#include "ui/mainwindow.h"
#include "ui/services/systemdesktop.h"
#include "ui/theme/theme.h"

#include <QTemporaryDir>

#include <optional>

namespace homeport::test {

// All of Homeport but its process: the backend over a state folder of its own with one account of the simulated provider, and the
// window with the services that it has in the program.
class HomeportWindow final
{
public:
    // @p places: where tools are looked for. @p helper: homeportctl.
    HomeportWindow(ToolPlaces places, QString helper);
    ~HomeportWindow();
    Q_DISABLE_COPY_MOVE(HomeportWindow)

    [[nodiscard]] bool start(); // relay and control socket answer, the Tools page is shown

    Simulator provider;
    std::unique_ptr<Backend> backend;
    std::unique_ptr<MainWindow> window;

private:
    [[nodiscard]] bool startBackend();
    void openWindow();

    QTemporaryDir m_folder;
    ToolPlaces m_places;
    QString m_helper;
    std::optional<OverviewAdapter> m_overview;
    std::optional<AccountsAdapter> m_accounts;
    std::optional<ProxiesAdapter> m_proxies;
    std::optional<TransferAdapter> m_transfer;
    std::optional<ActivityAdapter> m_activity;
    std::optional<ToolsAdapter> m_tools;
    std::optional<FileSettings> m_settings;
    std::optional<Theme> m_theme;
    SystemUrlOpener m_browser;
    SystemClipboard m_clipboard;
    DialogPrompt m_prompt;
};

} // namespace homeport::test
