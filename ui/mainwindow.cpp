// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "ui/accounts/accountspage.h"
#include "ui/activity/activitypage.h"
#include "ui/navigationbar.h"
#include "ui/overview/overviewpage.h"
#include "ui/proxies/proxiespage.h"
#include "ui/services/overviewservice.h"
#include "ui/theme/theme.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QMenuBar>
#include <QStackedWidget>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr QSize DefaultSize(1100, 720);
constexpr QSize SmallestSize(760, 520);
constexpr int CompactBelow = 920;

} // namespace

MainWindow::MainWindow(const Services &services, Theme &theme, QWidget *parent)
    : QMainWindow(parent), m_services(services), m_theme(theme), m_navigation(new NavigationBar(theme, this)),
      m_pages(new QStackedWidget(this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Homeport"_s);
    setWindowIcon(applicationIcon());
    auto *overview = new OverviewPage(services, theme, this);
    addPage(overview, tr("Overview"), u"overview"_s);
    m_accounts = new AccountsPage(services, theme, this);
    addPage(m_accounts, tr("Accounts"), u"accounts"_s);
    addPage(new ProxiesPage(services, theme, this), tr("Proxies"), u"proxies"_s);
    addPage(new ActivityPage(services, theme, this), tr("Activity"), u"activity"_s);
    buildMenu();

    auto *content = new QWidget(this);
    auto *layout = new QHBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_navigation);
    layout->addWidget(m_pages, 1);
    setCentralWidget(content);
    setMinimumSize(SmallestSize);
    if (!restoreGeometry(services.settings.windowGeometry()))
        resize(DefaultSize);

    connect(m_navigation, &NavigationBar::pageRequested, this, [this](int page) { showPage(static_cast<Page>(page)); });
    connect(overview, &OverviewPage::accountRequested, this, [this] { showPage(Page::Accounts); });
    connect(&services.overview, &OverviewService::overviewChanged, this,
            [this] { m_navigation->setOverview(m_services.overview.overview()); });
    m_navigation->setOverview(services.overview.overview());
    showPage(Page::Overview);
}

void MainWindow::showPage(Page page)
{
    m_navigation->setCurrent(static_cast<int>(page));
    m_pages->setCurrentIndex(static_cast<int>(page));
}

void MainWindow::bringToFront()
{
    setWindowState((windowState() & ~Qt::WindowMinimized) | Qt::WindowActive);
    show();
    raise();
    activateWindow();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_services.settings.setWindowGeometry(saveGeometry());
    event->accept();
    if (m_services.settings.trayAvailable() && m_services.settings.closeToTray())
        Q_EMIT hiddenToTray();
    else
        Q_EMIT quitRequested();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    m_navigation->setCompact(width() < CompactBelow);
}

void MainWindow::addPage(QWidget *page, const QString &title, const QString &icon)
{
    m_navigation->addPage(title, icon);
    m_pages->addWidget(page);
}

void MainWindow::buildMenu()
{
    QMenu *general = menuBar()->addMenu(tr("&General"));
    QAction *import = general->addAction(tr("&Import accounts…"));
    import->setObjectName(u"importAccounts"_s);
    connect(import, &QAction::triggered, m_accounts, &AccountsPage::openImport);
    QAction *exportAll = general->addAction(tr("&Export accounts…"));
    exportAll->setObjectName(u"exportAccounts"_s);
    connect(exportAll, &QAction::triggered, m_accounts, &AccountsPage::openExport);
    general->addSeparator();
    QAction *closeToTray = general->addAction(tr("Close to &tray"));
    closeToTray->setObjectName(u"closeToTray"_s);
    closeToTray->setCheckable(true);
    closeToTray->setChecked(m_services.settings.closeToTray());
    closeToTray->setEnabled(m_services.settings.trayAvailable());
    closeToTray->setToolTip(tr("Closing the window leaves Homeport running in the tray"));
    connect(closeToTray, &QAction::toggled, this, [this](bool on) { m_services.settings.setCloseToTray(on); });

    QMenu *appearance = general->addMenu(tr("&Appearance"));
    auto *choices = new QActionGroup(this);
    const std::pair<ThemeChoice, QString> themes[] = {
        {ThemeChoice::System, tr("As the &system")}, {ThemeChoice::Light, tr("&Light")}, {ThemeChoice::Dark, tr("&Dark")}};
    for (const auto &[choice, title] : themes) {
        QAction *action = choices->addAction(appearance->addAction(title));
        action->setCheckable(true);
        action->setChecked(choice == m_theme.choice());
        connect(action, &QAction::triggered, this, [this, choice = choice] {
            m_services.settings.setThemeChoice(choice);
            m_theme.setChoice(choice);
        });
    }
    general->addSeparator();
    QAction *quit = general->addAction(tr("&Quit"));
    quit->setObjectName(u"quit"_s);
    quit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q)); // QKeySequence::Quit has none on Windows
    quit->setMenuRole(QAction::QuitRole);
    connect(quit, &QAction::triggered, this, [this] {
        m_services.settings.setWindowGeometry(saveGeometry());
        Q_EMIT quitRequested();
    });

    QMenu *view = menuBar()->addMenu(tr("&View"));
    const QString titles[] = {tr("&Overview"), tr("&Accounts"), tr("&Proxies"), tr("A&ctivity")};
    for (int page = 0; page < 4; ++page) {
        QAction *action = view->addAction(titles[page]);
        action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + page)));
        connect(action, &QAction::triggered, this, [this, page] { showPage(static_cast<Page>(page)); });
    }
}

} // namespace homeport
