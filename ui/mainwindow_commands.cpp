// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accountspage.h"
#include "ui/desktop/commandpalette.h"
#include "ui/keys/keyspage.h"
#include "ui/mainwindow.h"
#include "ui/services/accountsservice.h"
#include "ui/services/overviewservice.h"
#include "ui/settings/settingspage.h"
#include "ui/theme/theme.h"

#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString withoutMnemonic(QString text)
{
    static const QRegularExpression inBrackets(u" ?\\(&\\w\\)"_s); // where a language's letters are none of the keyboard: "设置(&S)"
    const QString mark = u"\x01"_s;
    return text.remove(inBrackets).replace(u"&&"_s, mark).remove(u'&').replace(mark, u"&"_s);
}

// Everything the menus offer, so that the palette never knows less than they do.
void addMenu(QList<Command> *commands, const QMenu *menu)
{
    for (QAction *action : menu->actions()) {
        if (action->menu()) {
            addMenu(commands, action->menu());
        } else if (!action->isSeparator() && action->isEnabled() && action->isVisible() && action->objectName() != "commandPalette"_L1) {
            const QString place = withoutMnemonic(menu->title());
            const QString keys = action->shortcut().toString(QKeySequence::NativeText);
            const QString mark = action->isCheckable() && action->isChecked() ? u"✓ "_s : QString();
            *commands << Command{QString(mark + withoutMnemonic(action->text())), keys.isEmpty() ? place : keys, action->icon(),
                                 [action] { action->trigger(); }};
        }
    }
}

} // namespace

QList<Command> MainWindow::commands()
{
    QList<Command> all;
    for (const QAction *top : menuBar()->actions()) {
        if (top->menu())
            addMenu(&all, top->menu());
    }
    addRelayCommands(&all);
    if (m_keys)
        all << Command{tr("New key…"), tr("Keys"), m_theme.icon(u"key"_s), [this] {
                           showPage(Page::Keys);
                           m_keys->openEditor(0);
                       }};
    all << Command{tr("Add an account by its API key…"), tr("Accounts"), m_theme.icon(u"add"_s), [this] {
                       showPage(Page::Accounts);
                       m_accounts->openAddKey();
                   }};
    addAccountCommands(&all);
    return all;
}

void MainWindow::addRelayCommands(QList<Command> *all)
{
    OverviewService &service = m_services.overview;
    const Overview overview = service.overview();
    const QString group = tr("Relay");
    if (overview.relay == Overview::Relay::Listening) {
        *all << Command{tr("Copy address %1").arg(overview.baseUrl), group, m_theme.icon(u"copy"_s),
                        [this, address = overview.baseUrl] { m_services.clipboard.copy(address); }};
        *all << Command{tr("Pause Homeport: let no tool connect"), group, m_theme.icon(u"pause"_s), [&service] { service.stopRelay(); }};
    } else if (overview.relay == Overview::Relay::Stopped || overview.relay == Overview::Relay::Failed) {
        *all << Command{tr("Resume Homeport: let tools connect"), group, m_theme.icon(u"play"_s), [&service] { service.startRelay(); }};
    }
}

void MainWindow::addAccountCommands(QList<Command> *all)
{
    const QString group = tr("Accounts");
    for (const Account &account : m_services.accounts.accounts()) {
        *all << Command{tr("Show account %1").arg(account.name), group, m_theme.icon(u"accounts"_s),
                        [this, id = account.id] { showAccount(id); }};
        const QString title = account.paused ? tr("Resume account %1").arg(account.name) : tr("Pause account %1").arg(account.name);
        *all << Command{title, group, m_theme.icon(account.paused ? u"play"_s : u"pause"_s),
                        [this, id = account.id, pause = !account.paused] {
                            showPage(Page::Accounts);
                            m_accounts->setPaused(id, pause);
                        }};
    }
}

void MainWindow::openPalette()
{
    auto *palette = new CommandPalette(commands(), this);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    palette->open();
}

void MainWindow::showAccount(qint64 id)
{
    showPage(Page::Accounts);
    const QList<Account> accounts = m_services.accounts.accounts();
    if (std::any_of(accounts.cbegin(), accounts.cend(), [id](const Account &account) { return account.id == id; }))
        m_accounts->openDetail(id);
}

void MainWindow::openDesktopSettings()
{
    showPage(Page::Settings);
    m_settings->showDesktop();
}

} // namespace homeport
