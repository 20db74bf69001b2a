// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/traytext.h"

#include "core/accounts/quotapace.h"
#include "ui/accounts/quotatext.h"
#include "ui/text/format.h"

#include <QCoreApplication>

namespace homeport {

namespace {

struct TrayText
{
    Q_DECLARE_TR_FUNCTIONS(TrayText)
};

} // namespace

TrayState trayState(const Overview &overview)
{
    switch (overview.relay) {
    case Overview::Relay::Stopped:
        return {TraySign::Paused, TrayText::tr("Paused: tools can't connect")};
    case Overview::Relay::Starting:
        return {TraySign::Busy, TrayText::tr("Starting…")};
    case Overview::Relay::Draining:
        return {TraySign::Busy, TrayText::tr("Finishing the last requests…")};
    case Overview::Relay::Failed:
        return {TraySign::NotListening, TrayText::tr("Not listening on port %1").arg(overview.port)};
    case Overview::Relay::Listening:
        break;
    }
    if (overview.vault != Overview::VaultState::Unlocked)
        return {TraySign::Locked, TrayText::tr("Locked: requests are refused")};
    //: %1 is an address such as http://127.0.0.1:8642
    return {TraySign::Running, TrayText::tr("Running on %1").arg(overview.baseUrl)};
}

QString tightestQuotaText(const QList<Account> &accounts, const std::function<QList<QuotaWindow>(qint64)> &quotasOf, const QDateTime &now)
{
    QList<QuotaWindow> candidates; // of each account its tightest
    QStringList names;
    for (const Account &account : accounts) {
        const QList<QuotaWindow> quotas = account.paused ? QList<QuotaWindow>() : quotasOf(account.id);
        if (const QuotaWindow *window = tightestWindow(quotas, now)) {
            candidates << *window;
            names << account.name;
        }
    }
    const QuotaWindow *found = tightestWindow(candidates, now);
    if (!found)
        return {};
    const QString name = names.at(found - candidates.constData());
    const QString part = formatPercent(usedPart(*found));
    const QString title = shortQuotaMeter(*found, now).caption;
    return found->resetsAt.isValid()
               //: %1: an account, %2: a quota window such as "5 hours", %3: a percentage, %4: a time, perhaps with the day
               ? TrayText::tr("%1: %2, %3 used, resets %4").arg(name, title, part, formatNearMoment(found->resetsAt, now))
               : TrayText::tr("%1: %2, %3 used").arg(name, title, part);
}

} // namespace homeport
