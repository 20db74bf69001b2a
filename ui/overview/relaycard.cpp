// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/relaycard.h"

#include "ui/overview/overviewtext.h"
#include "ui/services/desktop.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"
#include "ui/widgets/statelabel.h"

#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

RelayCard::RelayCard(Clipboard &clipboard, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_state(new StateLabel(theme, this)), m_advice(makeMutedLabel({}, this)), m_endpoint(new QLineEdit(this)),
      m_copy(new CopyButton(theme, tr("Copy endpoint"), this)), m_start(makeButton(theme, u"retry"_s, tr("Try again"), this))
{
    m_state->setObjectName(u"relayState"_s);
    m_state->setTextFont(strongFont());
    m_advice->setObjectName(u"relayAdvice"_s);
    m_endpoint->setObjectName(u"endpoint"_s);
    m_endpoint->setAccessibleName(tr("Endpoint"));
    m_endpoint->setReadOnly(true);
    m_endpoint->setFont(monospaceFont());
    m_copy->setObjectName(u"copyEndpoint"_s);
    m_start->setObjectName(u"startRelay"_s);

    auto *card = new Card(tr("Relay"), this);
    card->header()->addWidget(m_start);
    auto *endpoint = new QHBoxLayout;
    endpoint->setSpacing(4);
    m_endpoint->setMaximumWidth(400);
    endpoint->addWidget(m_endpoint, 1);
    endpoint->addWidget(m_copy);
    endpoint->addStretch();
    auto *about = new QWidget(this); // takes the room that the counters leave, or a line of its own
    about->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto *words = new QVBoxLayout(about);
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(8);
    words->addWidget(m_state);
    words->addWidget(m_advice);
    words->addLayout(endpoint);
    words->addStretch();
    auto *counters = new QHBoxLayout;
    counters->setSpacing(24);
    counters->addWidget(makeCounter(m_running, tr("running"), u"runningCount"_s));
    counters->addWidget(makeCounter(m_total, tr("requests"), u"totalCount"_s));
    counters->addWidget(makeCounter(m_accounts, tr("active accounts"), u"accountCount"_s));
    auto *content = new FlowLayout(24);
    content->addWidget(about);
    content->addLayout(counters);
    card->body()->addLayout(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);

    connect(m_start, &QPushButton::clicked, this, &RelayCard::startRequested);
    connect(m_copy, &CopyButton::copyRequested, this, [this, &clipboard] { clipboard.copy(m_endpoint->text()); });
    setCounters({});
}

void RelayCard::update(const Overview &overview)
{
    const StateText text = relayText(overview);
    m_state->setState(text.tone, text.icon, text.title);
    m_advice->setText(text.advice);
    m_advice->setVisible(!text.advice.isEmpty());
    const bool reachable = overview.relay == Overview::Relay::Listening || overview.relay == Overview::Relay::Draining;
    m_endpoint->setText(reachable ? overview.baseUrl : QString());
    m_endpoint->setVisible(reachable);
    m_copy->setVisible(reachable);
    m_start->setVisible(overview.relay == Overview::Relay::Failed || overview.relay == Overview::Relay::Stopped);
    m_start->setText(overview.relay == Overview::Relay::Stopped ? tr("Start") : tr("Try again"));
    m_start->setAccessibleName(m_start->text());
}

void RelayCard::setCounters(const Counters &counters)
{
    const QLocale locale;
    m_running->setText(locale.toString(counters.running));
    m_total->setText(locale.toString(counters.total));
    m_accounts->setText(locale.toString(counters.activeAccounts));
}

QWidget *RelayCard::makeCounter(QLabel *&number, const QString &caption, const QString &name)
{
    auto *counter = new QWidget(this);
    number = makeLabel({}, pageTitleFont(), counter);
    number->setObjectName(name);
    number->setAlignment(Qt::AlignRight);
    QLabel *words = makeMutedLabel(caption, counter);
    words->setWordWrap(false);
    auto *layout = new QVBoxLayout(counter);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(number);
    layout->addWidget(words, 0, Qt::AlignRight);
    layout->addStretch();
    return counter;
}

} // namespace homeport
