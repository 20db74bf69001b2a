// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/vaultstep.h"

#include "ui/firstrun/firstruntext.h"
#include "ui/overview/recoverycard.h"
#include "ui/services/overviewservice.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"
#include "ui/widgets/statelabel.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

VaultStep::VaultStep(const Services &services, const Theme &theme, QWidget *parent)
    : FirstRunStep(parent), m_services(services), m_place(new StateLabel(theme, this)), m_advice(makeMutedLabel({}, this)),
      m_kept(new StateLabel(theme, this)), m_again(makeButton(tr("Make another code"), this)),
      m_recovery(new RecoveryCard(services, theme, this))
{
    const std::pair<QWidget *, QString> names[] = {{m_place, u"firstRunVault"_s},
                                                   {m_advice, u"firstRunVaultAdvice"_s},
                                                   {m_kept, u"firstRunKept"_s},
                                                   {m_again, u"firstRunCodeAgain"_s}};
    for (const auto &[widget, name] : names)
        widget->setObjectName(name);
    m_recovery->setPartOfSetUp();
    build();
    connect(m_again, &QPushButton::clicked, this, [this] {
        m_anew = true;
        refresh();
        m_recovery->first()->setFocus();
    });
    connect(m_recovery, &RecoveryCard::displayChanged, this, &VaultStep::codeChanged);
    connect(m_recovery, &RecoveryCard::postponed, this, &FirstRunStep::onward);
    connect(&services.overview, &OverviewService::overviewChanged, this, &VaultStep::refresh);
    refresh();
}

void VaultStep::build()
{
    m_place->setTextFont(strongFont());
    m_place->setWrapping();
    m_kept->setWrapping();
    auto *card = new Card(tr("Where the key lies"), this);
    card->body()->setSpacing(8);
    card->body()->addWidget(m_place);
    card->body()->addWidget(m_advice);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(card);
    layout->addWidget(m_recovery);
    layout->addWidget(m_kept);
    layout->addWidget(m_again, 0, Qt::AlignLeft);
}

void VaultStep::enter()
{
    m_anew = false;
    refresh();
}

void VaultStep::leave()
{
    m_recovery->forget();
}

void VaultStep::refresh()
{
    const Overview overview = m_services.overview.overview();
    const StateText place = keyPlaceText(overview);
    m_place->setState(place.tone, place.icon, place.title);
    m_advice->setText(place.advice);
    m_advice->setVisible(!place.advice.isEmpty());
    const bool keepsSomething = overview.vault == Overview::VaultState::Unlocked && overview.vaultSource != "memory"_L1;
    m_recovery->setWanted(keepsSomething && (m_anew || !overview.hasRecoveryCode || m_recovery->isMaking()));
    const bool hasCode = keepsSomething && overview.hasRecoveryCode && m_recovery->isHidden();
    m_kept->setState(Tone::Good, u"good"_s,
                     tr("There is a recovery code. If you did not keep it, make another one: the old one ends then."));
    m_kept->setVisible(hasCode);
    m_again->setVisible(hasCode);
}

void VaultStep::codeChanged()
{
    const bool displays = m_recovery->isDisplaying();
    const bool ended = std::exchange(m_wasDisplaying, displays) && !displays;
    if (displays)
        m_anew = false; // it has come
    refresh();
    Q_EMIT changed();
    if (displays)
        Q_EMIT reveal(m_recovery);
    else if (ended)
        Q_EMIT done();
}

QWidget *VaultStep::first()
{
    return m_recovery->first();
}

QString VaultStep::held()
{
    if (m_recovery->isMaking())
        return tr("The code is being made.");
    return m_recovery->isDisplaying() ? tr("Keep the code first: it is shown only now.") : QString();
}

} // namespace homeport
