// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/usagereport.h"
#include "ui/services/services.h"

#include <QMainWindow>

#include <functional>
#include <map>

class QAction;
class QMenu;
class QStackedWidget;

namespace homeport {

class AccountsPage;
class ActivityPage;
class FirstRunPage;
class KeysPage;
class NavigationBar;
class SettingsPage;
class Theme;
class UsagePage;
struct Command;

// The window: navigation on the left, one page at a time, the "General" menu; at first the set-up over all of it. Knows its pages and
// the settings, nothing else.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    enum class Page { Overview, Accounts, Keys, Proxies, Activity, Usage, Tools, Settings };

    // @p services and @p theme outlive the window.
    MainWindow(const Services &services, Theme &theme, QWidget *parent = nullptr);

    // One that is not there (Services): nothing happens. A set-up that is open is left; where it holds something, the user is asked first.
    void showPage(Page page);
    void showAccount(qint64 id);
    void remember();     // place, size and page, for the next start
    void bringToFront(); // shown, not minimised, active: for the tray and for a second start

Q_SIGNALS:
    // Quit was chosen, or the window was closed while "Close to tray" is off (it is hidden then).
    // Whoever listens ends the process; needs QApplication::setQuitOnLastWindowClosed(false).
    void quitRequested();
    void hiddenToTray(); // closed with "Close to tray" on

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void addPage(Page page, QWidget *content, const QString &title, const QString &icon);
    void addPages();
    void connectPages();
    void showRequests(const std::map<UsageDimension, QString> &where);
    void buildMenu();
    void buildAppearanceMenu(QMenu *general);
    void buildLanguageMenu(QMenu *general);
    void buildViewMenu();
    // mainwindow_commands.cpp
    void openPalette();
    void openDesktopSettings();
    [[nodiscard]] QList<Command> commands();
    void addRelayCommands(QList<Command> *all);
    void addAccountCommands(QList<Command> *all);
    // mainwindow_firstrun.cpp
    void considerFirstRun();
    void openFirstRun();
    void closeFirstRun();
    void leaveFirstRun(const std::function<void()> &left); // at once where it is not open; never where the user wants to stay
    void addFirstRunTo(QMenu *general);
    void showWaiting();
    void showToolsTrouble();

    Services m_services;
    Theme &m_theme;
    NavigationBar *m_navigation;
    QStackedWidget *m_surface; // navigation and pages, and the set-up over both while it is open
    QStackedWidget *m_pages;
    AccountsPage *m_accounts = nullptr;
    ActivityPage *m_activity = nullptr;
    KeysPage *m_keys = nullptr;         // without Services::access
    UsagePage *m_usage = nullptr;       // without Services::usage
    SettingsPage *m_settings = nullptr; // without Services::relaySettings
    FirstRunPage *m_firstRun = nullptr; // while it is open
    RunMemory m_ownRun;
    RunMemory &m_run;    // the above, or of all windows
    QList<Page> m_shown; // in the order of the navigation
};

} // namespace homeport
