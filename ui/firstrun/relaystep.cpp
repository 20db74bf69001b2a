// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/relaystep.h"

#include "ui/firstrun/firstruntext.h"
#include "ui/firstrun/routediagram.h"
#include "ui/services/overviewservice.h"
#include "ui/settings/listencard.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"
#include "ui/widgets/statelabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

RelayStep::RelayStep(const Services &services, const Theme &theme, QWidget *parent)
    : FirstRunStep(parent), m_services(services), m_route(new RouteDiagram(theme, this)), m_state(new StateLabel(theme, this)),
      m_advice(makeMutedLabel({}, this)), m_address(new QLineEdit(this)), m_copy(new CopyButton(theme, tr("Copy address"), this)),
      m_retry(makeButton(theme, u"retry"_s, tr("Try again"), this)), m_other(makeButton(tr("Use another port…"), this))
{
    if (services.relaySettings)
        m_listen = new ListenCard(services, theme, this);
    build(theme);
    connect(m_copy, &CopyButton::copyRequested, this, [this] { m_services.clipboard.copy(m_address->text()); });
    connect(m_retry, &QPushButton::clicked, this, [this] { m_services.overview.startRelay(); });
    connect(m_other, &QPushButton::clicked, this, [this] {
        m_moves = true;
        refresh();
        m_listen->findChild<QLineEdit *>(u"port"_s)->setFocus();
        Q_EMIT reveal(m_listen);
    });
    connect(&services.overview, &OverviewService::overviewChanged, this, &RelayStep::refresh);
    refresh();
}

void RelayStep::build(const Theme &theme)
{
    const std::pair<QWidget *, QString> names[] = {{m_state, u"firstRunRelay"_s},     {m_advice, u"firstRunRelayAdvice"_s},
                                                   {m_address, u"firstRunAddress"_s}, {m_copy, u"firstRunCopyAddress"_s},
                                                   {m_retry, u"firstRunRetry"_s},     {m_other, u"firstRunOtherPort"_s}};
    for (const auto &[widget, name] : names)
        widget->setObjectName(name);
    m_state->setTextFont(strongFont());
    m_state->setWrapping();
    m_address->setAccessibleName(tr("Address for tools"));
    m_address->setReadOnly(true);
    m_address->setFont(monospaceFont());
    auto *address = new QHBoxLayout;
    address->setSpacing(4);
    address->addWidget(m_address, 1);
    address->addWidget(m_copy);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(8);
    actions->addWidget(m_retry);
    actions->addWidget(m_other);
    actions->addStretch();
    auto *card = new Card(tr("One address for every tool"), this);
    card->body()->addWidget(m_route);
    card->body()->addSpacing(4);
    card->body()->addWidget(m_state);
    card->body()->addWidget(m_advice);
    card->body()->addLayout(address);
    card->body()->addLayout(actions);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(
        makeMutedLabel(tr("Point your tools at Homeport instead of at a provider. It checks the tool's key, picks one of your "
                          "accounts, and passes the request and its answer on, byte for byte."),
                       this));
    layout->addWidget(card);
    if (m_listen)
        layout->addWidget(m_listen);
    for (const QString &fact : whatStaysHere()) {
        auto *line = new StateLabel(theme, this);
        line->setWrapping();
        line->setState(Tone::Neutral, u"check"_s, fact);
        layout->addWidget(line);
    }
}

bool RelayStep::hasFailed() const
{
    return m_services.overview.overview().relay == Overview::Relay::Failed;
}

void RelayStep::refresh()
{
    const Overview overview = m_services.overview.overview();
    const StateText text = setUpRelayText(overview, m_listen != nullptr);
    const bool reachable = overview.relay == Overview::Relay::Listening || overview.relay == Overview::Relay::Draining;
    m_state->setState(text.tone, text.icon, text.title);
    m_advice->setText(text.advice);
    m_advice->setVisible(!text.advice.isEmpty());
    m_route->setAddress(reachable ? QUrl(overview.baseUrl).authority() : u"127.0.0.1:%1"_s.arg(overview.port));
    m_address->setText(reachable ? overview.baseUrl : QString());
    m_address->setVisible(reachable);
    m_copy->setVisible(reachable);
    const bool wasHere = m_listen && m_listen->isAncestorOf(window()->focusWidget());
    m_moves = m_moves && !reachable;
    if (wasHere && !m_moves)
        m_address->setFocus(); // else the next one in order would get it, whatever that does
    m_retry->setVisible(hasFailed() || overview.relay == Overview::Relay::Stopped);
    m_other->setVisible(m_listen && hasFailed() && !m_moves);
    if (m_listen)
        m_listen->setVisible(m_moves);
}

QWidget *RelayStep::first()
{
    if (!hasFailed())
        return nullptr;
    return m_other->isHidden() ? m_retry : m_other;
}

} // namespace homeport
