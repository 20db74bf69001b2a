// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "ui/accounts/accountspage.h"
#include "ui/activity/activitypage.h"
#include "ui/keys/keyspage.h"
#include "ui/navigationbar.h"
#include "ui/overview/overviewpage.h"
#include "ui/proxies/proxiespage.h"
#include "ui/services/accessservice.h"
#include "ui/services/overviewservice.h"
#include "ui/services/toolsservice.h"
#include "ui/settings/settingspage.h"
#include "ui/text/format.h"
#include "ui/text/languages.h"
#include "ui/theme/theme.h"
#include "ui/tools/toolspage.h"
#include "ui/tools/toolstext.h"
#include "ui/usage/usagepage.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QHash>
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
      m_surface(new QStackedWidget(this)), m_pages(new QStackedWidget(this)), m_run(services.run ? *services.run : m_ownRun)
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(services.overview.overview().demo ? tr("Homeport, demo") : u"Homeport"_s);
    setWindowIcon(applicationIcon());
    addPages();
    buildMenu();

    auto *content = new QWidget(this);
    auto *layout = new QHBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_navigation);
    layout->addWidget(m_pages, 1);
    m_surface->addWidget(content);
    setCentralWidget(m_surface);
    setMinimumSize(SmallestSize);
    if (!restoreGeometry(services.settings.windowGeometry()))
        resize(DefaultSize);

    connect(m_navigation, &NavigationBar::pageRequested, this, [this](int place) { showPage(m_shown.at(place)); });
    connect(&services.overview, &OverviewService::overviewChanged, this,
            [this] { m_navigation->setOverview(m_services.overview.overview()); });
    connect(&services.overview, &OverviewService::overviewChanged, this, &MainWindow::considerFirstRun);
    m_navigation->setOverview(services.overview.overview());
    showPage(Page::Overview);
    for (int place = 0; place < m_pages->count(); ++place) {
        if (m_pages->widget(place)->objectName() == services.settings.page())
            showPage(m_shown.at(place));
    }
    if (services.tools && !services.tools->tools().stranded.isEmpty())
        showPage(Page::Overview); // where the user is asked what is to become of them
    considerFirstRun();
}

void MainWindow::addPages()
{
    auto *overview = new OverviewPage(m_services, m_theme, this);
    addPage(Page::Overview, overview, tr("Overview"), u"overview"_s);
    m_accounts = new AccountsPage(m_services, m_theme, this);
    addPage(Page::Accounts, m_accounts, tr("Accounts"), u"accounts"_s);
    if (m_services.access) {
        m_keys = new KeysPage(m_services, m_theme, this);
        addPage(Page::Keys, m_keys, tr("Keys"), u"key"_s);
        connect(m_services.access, &AccessService::loginsChanged, this, &MainWindow::showWaiting);
        connect(m_services.access, &AccessService::programsChanged, this, &MainWindow::showWaiting);
        showWaiting();
    }
    addPage(Page::Proxies, new ProxiesPage(m_services, m_theme, this), tr("Proxies"), u"proxies"_s);
    m_activity = new ActivityPage(m_services, m_theme, this);
    addPage(Page::Activity, m_activity, tr("Activity"), u"activity"_s);
    if (m_services.usage) {
        m_usage = new UsagePage(m_services, m_theme, this);
        addPage(Page::Usage, m_usage, tr("Usage"), u"usage"_s);
    }
    if (m_services.tools) {
        addPage(Page::Tools, new ToolsPage(m_services, m_theme, this), tr("Tools"), u"tools"_s);
        connect(m_services.tools, &ToolsService::toolsChanged, this, &MainWindow::showToolsTrouble);
        connect(&m_services.overview, &OverviewService::overviewChanged, this, &MainWindow::showToolsTrouble);
        showToolsTrouble();
    }
    if (m_services.relaySettings)
        addPage(Page::Settings, m_settings = new SettingsPage(m_services, m_theme, this), tr("Settings"), u"settings"_s);
    connect(overview, &OverviewPage::accountRequested, this, [this] { showPage(Page::Accounts); });
    connect(overview, &OverviewPage::keysRequested, this, [this] { showPage(Page::Keys); });
    connect(overview, &OverviewPage::setUpRequested, this, &MainWindow::openFirstRun);
    connect(overview, &OverviewPage::toolsRequested, this, [this] { showPage(Page::Tools); });
    connectPages();
}

// What leads from one page to another.
void MainWindow::connectPages()
{
    connect(m_accounts, &AccountsPage::requestsRequested, this, [this](const QString &account) {
        showRequests({{UsageDimension::Account, account}});
    });
    if (m_keys) {
        connect(m_keys, &KeysPage::requestsRequested, this, [this](const QString &key) { showRequests({{UsageDimension::Key, key}}); });
        connect(m_activity, &ActivityPage::keyRequested, m_keys, &KeysPage::openEditor);
    }
    if (m_usage)
        connect(m_usage, &UsagePage::requestsRequested, this, &MainWindow::showRequests);
}

void MainWindow::showRequests(const std::map<UsageDimension, QString> &where)
{
    m_activity->showOnly(where);
    showPage(Page::Activity);
}

void MainWindow::showPage(Page page)
{
    const auto place = static_cast<int>(m_shown.indexOf(page));
    if (place < 0)
        return;
    leaveFirstRun([this, place] { // for later
        m_navigation->setCurrent(place);
        m_pages->setCurrentIndex(place);
    });
}

// Tools that wait for their sign-in to be approved, and programs that wait to be allowed.
void MainWindow::showWaiting()
{
    const auto logins = static_cast<int>(m_services.access->pendingLogins().size());
    const auto programs = static_cast<int>(m_services.access->waitingPrograms().size());
    QStringList what;
    if (logins > 0)
        what << tr("%Ln tools wait to sign in", nullptr, logins);
    if (programs > 0)
        what << tr("%Ln new programs ask to be allowed", nullptr, programs);
    m_navigation->setBadge(static_cast<int>(m_shown.indexOf(Page::Keys)), logins + programs, formatList(what));
}

// Tools that are set up and get no answer.
void MainWindow::showToolsTrouble()
{
    const ToolsTrouble trouble = toolsTrouble(m_services.tools->tools(), m_services.overview.overview().relay);
    m_navigation->setBadge(static_cast<int>(m_shown.indexOf(Page::Tools)), static_cast<int>(trouble.tools), trouble.title);
}

void MainWindow::bringToFront()
{
    setWindowState((windowState() & ~Qt::WindowMinimized) | Qt::WindowActive);
    show();
    raise();
    activateWindow();
}

void MainWindow::remember()
{
    m_services.settings.setWindowGeometry(saveGeometry());
    m_services.settings.setPage(m_pages->currentWidget()->objectName());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    remember();
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

void MainWindow::addPage(Page page, QWidget *content, const QString &title, const QString &icon)
{
    m_navigation->addPage(title, icon);
    m_pages->addWidget(content);
    m_shown << page;
}

void MainWindow::buildMenu()
{
    QMenu *general = menuBar()->addMenu(tr("&General"));
    addFirstRunTo(general);
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
    connect(general, &QMenu::aboutToShow, closeToTray, [this, closeToTray] {
        closeToTray->setEnabled(m_services.settings.trayAvailable());
        closeToTray->setChecked(m_services.settings.closeToTray());
    });
    buildAppearanceMenu(general);
    buildLanguageMenu(general);
    QAction *desktop = general->addAction(tr("&Desktop and notifications…"));
    desktop->setObjectName(u"desktopSettings"_s);
    desktop->setVisible(m_settings && m_services.loginStart);
    connect(desktop, &QAction::triggered, this, &MainWindow::openDesktopSettings);
    general->addSeparator();
    QAction *quit = general->addAction(tr("&Quit"));
    quit->setObjectName(u"quit"_s);
    quit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q)); // QKeySequence::Quit has none on Windows
    quit->setMenuRole(QAction::QuitRole);
    connect(quit, &QAction::triggered, this, [this] {
        remember();
        Q_EMIT quitRequested();
    });

    buildViewMenu();
}

void MainWindow::buildAppearanceMenu(QMenu *general)
{
    QMenu *appearance = general->addMenu(tr("&Appearance"));
    auto *choices = new QActionGroup(this);
    const std::pair<ThemeChoice, QString> themes[] = {
        {ThemeChoice::System, tr("As the &system")}, {ThemeChoice::Light, tr("&Light")}, {ThemeChoice::Dark, tr("&Dark")}};
    for (const auto &[choice, title] : themes) {
        QAction *action = choices->addAction(appearance->addAction(title));
        action->setCheckable(true);
        action->setChecked(choice == m_theme.choice());
        connect(appearance, &QMenu::aboutToShow, action,
                [this, action, choice = choice] { action->setChecked(choice == m_theme.choice()); });
        connect(action, &QAction::triggered, this, [this, choice = choice] {
            m_services.settings.setThemeChoice(choice);
            m_theme.setChoice(choice);
        });
    }
}

// Names of languages are in these languages: whoever can't read the rest finds theirs.
void MainWindow::buildLanguageMenu(QMenu *general)
{
    QMenu *menu = general->addMenu(tr("La&nguage"));
    menu->setObjectName(u"languages"_s);
    auto *choices = new QActionGroup(this);
    QList<Language> offered{{{}, tr("As the &system")}};
    offered += languages();
    for (const Language &language : std::as_const(offered)) {
        QAction *action = choices->addAction(menu->addAction(language.name));
        action->setCheckable(true);
        action->setChecked(language.code == m_services.settings.language());
        connect(action, &QAction::triggered, this, [this, code = language.code] { m_services.settings.setLanguage(code); });
    }
    menu->addSeparator();
    menu->addAction(tr("Changes when Homeport starts again"))->setEnabled(false);
}

void MainWindow::buildViewMenu()
{
    QMenu *view = menuBar()->addMenu(tr("&View"));
    const QHash<Page, QString> titles{{Page::Overview, tr("&Overview")}, {Page::Accounts, tr("&Accounts")}, {Page::Keys, tr("&Keys")},
                                      {Page::Proxies, tr("&Proxies")},   {Page::Activity, tr("A&ctivity")}, {Page::Usage, tr("&Usage")},
                                      {Page::Tools, tr("&Tools")},       {Page::Settings, tr("&Settings")}};
    for (qsizetype place = 0; place < m_shown.size(); ++place) {
        const Page page = m_shown.at(place);
        QAction *action = view->addAction(titles.value(page));
        action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + place)));
        connect(action, &QAction::triggered, this, [this, page] { showPage(page); });
    }
    view->addSeparator();
    QAction *palette = view->addAction(tr("All co&mmands…"));
    palette->setObjectName(u"commandPalette"_s);
    palette->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_K));
    connect(palette, &QAction::triggered, this, &MainWindow::openPalette);
}

} // namespace homeport
