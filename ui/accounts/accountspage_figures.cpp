// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of AccountsPage that shows quotas and usage in the list.
#include "ui/accounts/accounthours.h"
#include "ui/accounts/accountlist.h"
#include "ui/accounts/accountspage.h"
#include "ui/accounts/quotatext.h"
#include "ui/accounts/rowfigures.h"
#include "ui/services/routingservice.h"
#include "ui/widgets/minutetick.h"

namespace homeport {

void AccountsPage::followFigures()
{
    if (m_services.usage) {
        m_hours = new AccountHours(*m_services.usage, m_list);
        connect(m_hours, &AccountHours::changed, m_list, &AccountList::showFigures);
    }
    if (m_services.routing)
        connect(m_services.routing, &RoutingService::limitsChanged, m_list, &AccountList::showFigures);
    if (m_services.usage || m_services.routing) {
        m_list->setFigures([this](const Account &account) { return figuresOf(account); });
        connect(new MinuteTick(m_list), &MinuteTick::ticked, m_list, &AccountList::showFigures);
    }
}

AccountFigures AccountsPage::figuresOf(const Account &account) const
{
    AccountFigures figures;
    if (m_services.routing) {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const QList<QuotaWindow> quotas = m_services.routing->limitsOf(account.id).quotas;
        if (const QuotaWindow *tightest = tightestWindow(quotas, now))
            figures.quota = shortQuotaMeter(*tightest, now);
    }
    if (m_hours)
        figures.hours = m_hours->of(account.name);
    return figures;
}

} // namespace homeport
