// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/traymenu.h"

#include "core/base/onresult.h"
#include "ui/accounts/accounttext.h"
#include "ui/desktop/traytext.h"
#include "ui/services/accountsservice.h"
#include "ui/services/overviewservice.h"
#include "ui/services/routingservice.h"
#include "ui/services/usageservice.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MostAccounts = 20;

QString escaped(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

} // namespace

TrayMenu::TrayMenu(const Services &services, UsageClock clock, QObject *parent)
    : QObject(parent), m_services(services), m_clock(std::move(clock)), m_accounts(nullptr), m_state(m_menu.addAction(QString())),
      m_cost(m_menu.addAction(tr("Today: …"))), m_quota(m_menu.addAction(QString())), m_pause(nullptr), m_toggle(nullptr)
{
    build();
    connect(&m_menu, &QMenu::aboutToShow, this, &TrayMenu::refresh);
    setWindowVisible(true);
    refresh();
}

void TrayMenu::build()
{
    for (QAction *line : {m_state, m_cost, m_quota})
        line->setEnabled(false);
    m_state->setObjectName(u"trayState"_s);
    m_cost->setObjectName(u"trayCost"_s);
    m_cost->setVisible(m_services.usage);
    m_quota->setObjectName(u"trayQuota"_s);
    m_menu.addSeparator();
    m_pause = m_menu.addAction(QString());
    m_pause->setObjectName(u"trayPause"_s);
    m_accounts = m_menu.addMenu(tr("Accounts in use"));
    m_accounts->setObjectName(u"trayAccounts"_s);
    m_menu.addSeparator();
    m_toggle = m_menu.addAction(QString());
    m_toggle->setObjectName(u"trayToggle"_s);
    QAction *quit = m_menu.addAction(tr("Quit Homeport"));
    quit->setObjectName(u"trayQuit"_s);
    connect(m_pause, &QAction::triggered, this, &TrayMenu::pauseOrResume);
    connect(m_toggle, &QAction::triggered, this, &TrayMenu::toggleRequested);
    connect(quit, &QAction::triggered, this, &TrayMenu::quitRequested);
}

void TrayMenu::setWindowVisible(bool visible)
{
    m_toggle->setText(visible ? tr("Hide the window") : tr("Open Homeport"));
}

void TrayMenu::refresh()
{
    m_state->setText(escaped(trayState(m_services.overview.overview()).text));
    askCost();
    showQuota();
    showPause();
    showAccounts();
}

void TrayMenu::askCost()
{
    if (!m_services.usage)
        return;
    const QDate today = m_clock.now().toTimeZone(m_clock.zone).date();
    UsageQuestion question;
    question.from = today.startOfDay(m_clock.zone).toUTC();
    question.to = today.addDays(1).startOfDay(m_clock.zone).toUTC();
    question.zone = m_clock.zone;
    onResult(m_services.usage->usage(question), this, [this](const Result<UsageReport> &report) { showCost(report); });
}

void TrayMenu::showCost(const Result<UsageReport> &report)
{
    if (!report) {
        m_cost->setText(tr("Today: not known"));
        return;
    }
    const UsageTotals &total = report->total;
    // Models without a price are in no sum.
    m_cost->setText(total.unpriced > 0 ? tr("Today: %1 and more, not all models have a price").arg(formatMoney(total.cost))
                                       : tr("Today: %1").arg(formatMoney(total.cost)));
}

void TrayMenu::showQuota()
{
    const auto quotasOf = [this](qint64 id) { return m_services.routing->limitsOf(id).quotas; };
    const QString text = m_services.routing ? tightestQuotaText(m_services.accounts.accounts(), quotasOf, m_clock.now()) : QString();
    m_quota->setText(escaped(text));
    m_quota->setVisible(!text.isEmpty());
}

void TrayMenu::showPause()
{
    const Overview::Relay relay = m_services.overview.overview().relay;
    const bool isRunning = relay == Overview::Relay::Listening;
    m_pause->setEnabled(relay != Overview::Relay::Starting && relay != Overview::Relay::Draining);
    m_pause->setText(relay == Overview::Relay::Failed    ? tr("Try to listen again")
                     : relay == Overview::Relay::Stopped ? tr("Resume: let tools connect")
                     : isRunning                         ? tr("Pause: let no tool connect")
                                                         : tr("Pause"));
}

void TrayMenu::showAccounts()
{
    const QList<Account> accounts = m_services.accounts.accounts();
    m_accounts->clear();
    m_accounts->setEnabled(!accounts.isEmpty());
    for (const Account &account : accounts.first(std::min(accounts.size(), MostAccounts)))
        addAccount(account);
    if (accounts.size() <= MostAccounts)
        return;
    m_accounts->addSeparator();
    connect(m_accounts->addAction(tr("All %L1 accounts…").arg(accounts.size())), &QAction::triggered, this, &TrayMenu::accountsRequested);
}

void TrayMenu::addAccount(const Account &account)
{
    const bool isPlain = account.state == Account::State::Active || account.state == Account::State::Paused;
    //: %1: an account's name, %2: its state
    const QString text = isPlain ? account.name : tr("%1 (%2)").arg(account.name, accountStateText(account).word);
    QAction *action = m_accounts->addAction(escaped(text));
    action->setObjectName(u"trayAccount%1"_s.arg(account.id));
    action->setCheckable(true);
    action->setChecked(!account.paused);
    connect(action, &QAction::triggered, this, [this, id = account.id](bool inUse) { setPaused(id, !inUse); });
}

void TrayMenu::pauseOrResume()
{
    if (m_services.overview.overview().relay == Overview::Relay::Listening)
        m_services.overview.stopRelay();
    else
        m_services.overview.startRelay();
}

void TrayMenu::setPaused(qint64 id, bool paused)
{
    onResult(m_services.accounts.setPaused(id, paused), this, [this](const Result<Account> &account) {
        if (!account)
            Q_EMIT failed(errorText(account.error()));
    });
}

} // namespace homeport
