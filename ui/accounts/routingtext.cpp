// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/routingtext.h"

#include "ui/text/format.h"

#include <QComboBox>
#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct RoutingText
{
    Q_DECLARE_TR_FUNCTIONS(RoutingText)
};

} // namespace

QString strategyTitle(RoutingStrategy strategy)
{
    switch (strategy) {
    case RoutingStrategy::Priority:
        return RoutingText::tr("By priority");
    case RoutingStrategy::FillFirst:
        return RoutingText::tr("One after the other");
    case RoutingStrategy::LeastRecentlyUsed:
        return RoutingText::tr("Least recently used");
    case RoutingStrategy::Weighted:
        return RoutingText::tr("By weight");
    case RoutingStrategy::MostHeadroom:
        return RoutingText::tr("Most headroom");
    case RoutingStrategy::SoonestReset:
        return RoutingText::tr("Soonest reset");
    }
    return {};
}

QString strategyText(RoutingStrategy strategy)
{
    switch (strategy) {
    case RoutingStrategy::Priority:
        return RoutingText::tr("The account with the lowest priority number serves; equal ones take turns.");
    case RoutingStrategy::FillFirst:
        return RoutingText::tr("In the order they were added: the next one serves only when the one before can't.");
    case RoutingStrategy::LeastRecentlyUsed:
        return RoutingText::tr("The account that has rested longest serves.");
    case RoutingStrategy::Weighted:
        return RoutingText::tr("New sessions are shared in proportion to the accounts' weights.");
    case RoutingStrategy::MostHeadroom:
        return RoutingText::tr("The account with the most quota left serves.");
    case RoutingStrategy::SoonestReset:
        return RoutingText::tr("The account whose quota renews first serves: what is left of it would be lost.");
    }
    return {};
}

void fillStrategies(QComboBox *box, RoutingStrategy chosen)
{
    for (const RoutingStrategy strategy : AllStrategies)
        box->addItem(strategyTitle(strategy), static_cast<int>(strategy));
    box->setCurrentIndex(box->findData(static_cast<int>(chosen)));
}

RoutingStrategy chosenStrategy(const QComboBox *box)
{
    return static_cast<RoutingStrategy>(box->currentData().toInt());
}

QString parkText(const AccountPark &park, const QDateTime &now)
{
    const QString until = formatMoment(park.until, now);
    return park.family.isEmpty() ? RoutingText::tr("The whole account is parked until %1.").arg(until)
                                 : RoutingText::tr("Models of the family %1 are parked until %2.").arg(park.family, until);
}

} // namespace homeport
