// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/desktop.h"
#include "ui/services/windowsettings.h"

namespace homeport {

class AccessService;
class AccountsService;
class ActivityService;
class BackupsService;
class ContentsService;
class DemoStart;
class LoginStart;
class OverviewService;
class ProxiesService;
class RequestLog;
class RoutingService;
class SettingsService;
class ToolsService;
class TransferService;
class UpkeepService;
class UsageService;

// What the windows of one run of the program have in common: one that is let go while it is hidden and made again is no new start.
struct RunMemory
{
    bool firstRunDecided = false; // the set-up came by itself and was closed, or will not come
};

// Everything the window is given; all of it outlives the window.
struct Services
{
    OverviewService &overview;
    AccountsService &accounts;
    ProxiesService &proxies;
    TransferService &transfer;
    RequestLog &requests;
    ActivityService &activity;
    UrlOpener &browser;
    Clipboard &clipboard;
    Prompt &prompt;
    WindowSettings &settings;
    // Null: their pages and parts are not shown.
    AccessService *access = nullptr;
    RoutingService *routing = nullptr;
    UsageService *usage = nullptr;
    ContentsService *contents = nullptr;
    ToolsService *tools = nullptr;
    SettingsService *relaySettings = nullptr;
    UpkeepService *upkeep = nullptr;
    BackupsService *backups = nullptr;
    LoginStart *loginStart = nullptr;
    DemoStart *demo = nullptr;
    RunMemory *run = nullptr; // null: each window is a start of its own
};

} // namespace homeport
