// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/windowrun.h"

#include "app/mappedfiles.h"
#include "app/process.h"
#include "app/window/desktoptray.h"
#include "ui/unfinished.h"

#include <QApplication>
#include <QMessageBox>
#include <QPixmapCache>

#include <algorithm>

namespace homeport {

namespace {

using namespace std::chrono_literals;

constexpr auto KeptHidden = 20s;    // a window that is opened again soon is there at once
constexpr auto LongestKept = 10min; // between two looks at one that holds something

// A minute in all.
TrayWait::Pauses untilTray()
{
    return {1s, 2s, 4s, 8s, 15s, 30s};
}

// A demo is gone with its folder: there is nothing to start at login.
AutostartFile makeLoginStart(const Options &options)
{
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    return {options.demo ? QString() : autostartFile(environment),
            loginCommand(options, QCoreApplication::applicationFilePath(), environment)};
}

} // namespace

WindowRun::WindowRun(QApplication &application, Launch launch)
    : m_settings(launch.folder->settingsFile(), desktopHasTray), m_translations(m_settings.language()),
      m_loginStart(makeLoginStart(launch.options)),
      m_demo(demoCommand(QCoreApplication::applicationFilePath(), QProcessEnvironment::systemEnvironment())),
      m_theme(application, m_settings.themeChoice()), m_runner(std::move(launch), [this] { showWindow(); }),
      m_trayWait(desktopHasTray, untilTray())
{
    m_hiddenFor.setSingleShot(true);
    connect(&m_hiddenFor, &QTimer::timeout, this, &WindowRun::letWindowGo);
    connect(&m_trayWait, &TrayWait::found, this, &WindowRun::trayFound);
    connect(&m_runner, &Runner::assembled, this, &WindowRun::open);
    connect(&m_runner, &Runner::failed, this, &WindowRun::reportFailure);
    connect(&application, &QCoreApplication::aboutToQuit, this, &WindowRun::rememberShown);
}

WindowRun::~WindowRun() = default;

void WindowRun::open()
{
    m_overview = std::make_unique<OverviewAdapter>(m_runner.backend());
    m_accounts = std::make_unique<AccountsAdapter>(m_runner.backend());
    m_proxies = std::make_unique<ProxiesAdapter>(m_runner.backend());
    m_transfer = std::make_unique<TransferAdapter>(m_runner.backend());
    m_access = std::make_unique<AccessAdapter>(m_runner.backend());
    m_routing = std::make_unique<RoutingAdapter>(m_runner.backend());
    m_usage = std::make_unique<UsageAdapter>(m_runner.backend().ledger());
    m_activity = std::make_unique<ActivityAdapter>(m_runner.backend().ledger());
    m_contents = std::make_unique<ContentsAdapter>(m_runner.backend());
    m_tools = std::make_unique<ToolsAdapter>(m_runner.backend(), ToolPlaces::ofThisUser(), ToolsAdapter::findHelper());
    m_relaySettings = std::make_unique<SettingsAdapter>(m_runner.backend());
    m_upkeep = std::make_unique<UpkeepAdapter>(m_runner.backend());
    m_backups = std::make_unique<BackupsAdapter>(m_runner.backend());
    m_services.emplace(Services{*m_overview,
                                *m_accounts,
                                *m_proxies,
                                *m_transfer,
                                m_runner.backend().requests(),
                                *m_activity,
                                m_browser,
                                m_clipboard,
                                m_prompt,
                                m_settings,
                                m_access.get(),
                                m_routing.get(),
                                m_usage.get(),
                                m_contents.get(),
                                m_tools.get(),
                                m_relaySettings.get(),
                                m_upkeep.get(),
                                m_backups.get(),
                                &m_loginStart,
                                &m_demo,
                                &m_memory});
    if (m_settings.trayAvailable())
        openTray();
    else
        m_trayWait.start();
    if (!m_runner.options().hidden)
        showWindow();
    else if (!m_tray)
        window().showMinimized(); // else nothing would show that it runs
    else
        m_hiddenFor.start(KeptHidden); // nothing was drawn, but the start has left much behind
}

// The panel came after Homeport.
void WindowRun::trayFound()
{
    if (!m_tray)
        openTray();
    if (m_runner.options().hidden && m_window && m_window->isMinimized()) {
        m_window->hide();
        windowHidden();
    }
}

void WindowRun::openTray()
{
    m_tray = std::make_unique<TrayIcon>(*m_services);
    m_tray->setWindowVisible(isShown());
    connect(m_tray.get(), &TrayIcon::toggleRequested, this, &WindowRun::toggleWindow);
    connect(m_tray.get(), &TrayIcon::openRequested, this, &WindowRun::showWindow);
    connect(m_tray.get(), &TrayIcon::noticeClicked, this, &WindowRun::follow);
    connect(m_tray.get(), &TrayIcon::quitRequested, this, &WindowRun::end);
    connect(m_tray.get(), &TrayIcon::accountsRequested, this, [this] {
        showWindow();
        window().showPage(MainWindow::Page::Accounts);
    });
    m_notifier = std::make_unique<Notifier>(*m_services);
    connect(m_notifier.get(), &Notifier::noticed, m_tray.get(), &TrayIcon::tell);
    m_tray->show();
}

MainWindow &WindowRun::window()
{
    if (m_window)
        return *m_window;
    m_window = std::make_unique<MainWindow>(*m_services, m_theme);
    connect(m_window.get(), &MainWindow::quitRequested, this, &WindowRun::end);
    connect(m_window.get(), &MainWindow::hiddenToTray, this, [this] {
        if (!m_tray) // there is one since the menu was opened
            openTray();
        windowHidden();
        m_tray->explainOnce();
    });
    return *m_window;
}

void WindowRun::showWindow()
{
    if (!m_services)
        return;
    m_hiddenFor.stop();
    window().bringToFront();
    if (m_tray)
        m_tray->setWindowVisible(true);
}

void WindowRun::follow(const Notice &notice)
{
    showWindow();
    const bool isOfAccount = notice.kind == NoticeKind::SignIn || notice.kind == NoticeKind::Quota;
    if (isOfAccount && notice.id != 0)
        return window().showAccount(notice.id);
    window().showPage(isOfAccount                        ? MainWindow::Page::Accounts
                      : notice.kind == NoticeKind::Proxy ? MainWindow::Page::Proxies
                                                         : MainWindow::Page::Keys);
}

void WindowRun::toggleWindow()
{
    if (!m_window || !m_window->isVisible() || m_window->isMinimized())
        return showWindow();
    m_window->remember();
    m_window->hide();
    windowHidden();
}

void WindowRun::windowHidden()
{
    m_tray->setWindowVisible(false);
    m_hiddenFor.start(KeptHidden);
}

// Its pages take a third of the memory, and the next time it is made as it was left. Who is in the middle of something finds that again.
// After a hidden start there is none yet: what the start has left goes.
void WindowRun::letWindowGo()
{
    if (m_window && m_window->isVisible())
        return;
    if (m_window && holdsSomethingUnfinished(*m_window))
        return m_hiddenFor.start(std::min<std::chrono::milliseconds>(2 * m_hiddenFor.intervalAsDuration(), LongestKept));
    m_window.reset();
    QPixmapCache::clear();
    letFilePagesGo(); // what drew the window
    giveFreeMemoryBack();
}

// At SIGTERM, a logout, or a restart after a restore nobody closes the window. One that is hidden was remembered as it was shown.
void WindowRun::rememberShown()
{
    if (m_window && m_window->isVisible())
        m_window->remember();
}

void WindowRun::end()
{
    if (m_window) {
        m_window->remember();
        m_window->hide();
    }
    m_runner.stop();
}

void WindowRun::reportFailure(const Error &error)
{
    auto *box = new QMessageBox(QMessageBox::Critical, tr("Homeport could not start"), error.detail, QMessageBox::Close);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(box, &QDialog::finished, this, [] { QCoreApplication::exit(Runner::CouldNotStart); });
    box->show();
}

} // namespace homeport
