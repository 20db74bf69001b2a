// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/routingcard.h"

#include "ui/accounts/routingdialog.h"
#include "ui/services/routingservice.h"
#include "ui/text/format.h"
#include "ui/text/isolate.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/label.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString aliasesText(const QMap<QString, QString> &aliases)
{
    QStringList parts;
    for (auto alias = aliases.cbegin(); alias != aliases.cend(); ++alias)
        parts << u"%1 → %2"_s.arg(alias.key(), alias.value());
    return formatList(parts);
}

} // namespace

RoutingCard::RoutingCard(RoutingService &service, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_service(service), m_theme(theme), m_grid(new QGridLayout)
{
    setObjectName(u"routingCard"_s);
    QPushButton *edit = makeButton(theme, u"edit"_s, tr("Change…"), this);
    edit->setObjectName(u"editRouting"_s);
    edit->setAccessibleName(tr("Change its part in routing"));
    m_grid->setHorizontalSpacing(24);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(1, 1);
    auto *card = new Card(tr("Part in routing"), this);
    card->header()->addWidget(edit);
    card->body()->addLayout(m_grid);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    connect(edit, &QPushButton::clicked, this, &RoutingCard::edit);
    connect(&service, &RoutingService::routingChanged, this, &RoutingCard::refresh);
}

void RoutingCard::setAccount(const Account &account)
{
    m_account = account;
    refresh();
}

void RoutingCard::refresh()
{
    if (m_account.id == 0)
        return;
    const QList<Account> accounts = m_service.accounts();
    const auto known = std::find_if(accounts.cbegin(), accounts.cend(),
                                    [this](const Account &account) { return account.id == m_account.id; });
    if (known != accounts.cend())
        m_account = *known;
    const AccountRouting &routing = m_account.routing;
    QStringList groups;
    for (const AccountGroup &group : m_service.groups()) {
        if (group.accounts.contains(m_account.id))
            groups << group.name;
    }
    setFact(u"priority"_s, tr("Priority"), tr("%1 (the lowest is asked first)").arg(routing.priority));
    setFact(u"weight"_s, tr("Weight"), QString::number(routing.weight));
    setFact(u"reserve"_s, tr("Reserve"),
            routing.reservePercent > 0 ? tr("Keeps %1 of every quota").arg(formatPercent(routing.reservePercent / 100.0))
                                       : tr("Keeps nothing back"));
    setFact(u"models"_s, tr("Models"), routing.models.allow.isEmpty() ? tr("Every model") : formatList(isolated(routing.models.allow)));
    setFact(u"aliases"_s, tr("Counts as"), aliasesText(routing.models.aliases));
    setFact(u"groups"_s, tr("Groups"), groups.isEmpty() ? tr("In none") : formatList(groups));
}

void RoutingCard::setFact(const QString &name, const QString &caption, const QString &value)
{
    if (!m_values.contains(name)) {
        const int row = m_grid->rowCount();
        QLabel *title = makeMutedLabel(caption, this);
        title->setWordWrap(false);
        auto *label = new ElidedLabel(Qt::ElideRight, this);
        label->setObjectName(u"routing-"_s + name);
        m_grid->addWidget(title, row, 0);
        m_grid->addWidget(label, row, 1);
        m_values.insert(name, label);
    }
    ElidedLabel *label = m_values.value(name);
    label->setFullText(value);
    label->setAccessibleName(u"%1: %2"_s.arg(caption, value));
    label->setVisible(!value.isEmpty());
    const int row = [this, label] {
        int found = 0;
        int column = 0;
        int span = 0;
        m_grid->getItemPosition(m_grid->indexOf(label), &found, &column, &span, &span);
        return found;
    }();
    m_grid->itemAtPosition(row, 0)->widget()->setVisible(!value.isEmpty());
}

void RoutingCard::edit()
{
    auto *dialog = new RoutingDialog(m_service, m_theme, m_account, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace homeport
