// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accountlistrow.h"

#include "ui/accounts/accounttext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/statelabel.h"

#include <QHBoxLayout>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

AccountListRow::AccountListRow(const Theme &theme, QWidget *parent)
    : QFrame(parent), m_theme(theme), m_state(new StateLabel(theme, this)), m_name(new ElidedLabel(Qt::ElideRight, this)),
      m_details(new ElidedLabel(Qt::ElideRight, this)), m_baseUrl(new ElidedLabel(Qt::ElideRight, this)),
      m_pause(makeIconButton(theme, u"pause"_s, {}, this)), m_remove(makeIconButton(theme, u"remove"_s, {}, this))
{
    setProperty("role", u"card"_s);
    m_state->setObjectName(u"state"_s);
    m_state->setFixedWidth(132); // one column down the list
    m_name->setObjectName(u"name"_s);
    m_name->setFont(titleFont());
    m_details->setObjectName(u"details"_s);
    m_details->setProperty("role", u"muted"_s);
    m_baseUrl->setObjectName(u"baseUrl"_s);
    m_baseUrl->setProperty("role", u"muted"_s);
    m_baseUrl->setFont(monospaceFont());
    m_pause->setObjectName(u"pause"_s);
    m_remove->setObjectName(u"remove"_s);

    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_name);
    auto *second = new QHBoxLayout;
    second->setSpacing(16);
    second->addWidget(m_details);
    second->addWidget(m_baseUrl, 1);
    words->addLayout(second);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(20, 12, 12, 12);
    layout->setSpacing(8);
    layout->addLayout(words, 1);
    layout->addSpacing(8);
    layout->addWidget(m_state);
    layout->addWidget(m_pause);
    layout->addWidget(m_remove);

    connect(m_pause, &QToolButton::clicked, this,
            [this] { Q_EMIT pauseRequested(m_account.id, m_account.state != Account::State::Paused); });
    connect(m_remove, &QToolButton::clicked, this, [this] { Q_EMIT removeRequested(m_account.id); });
}

void AccountListRow::setAccount(const Account &account, const QString &provider)
{
    m_account = account;
    setObjectName(u"account%1"_s.arg(account.id));
    const AccountStateText state = accountStateText(account);
    m_state->setState(state.tone, state.icon, state.word);
    m_name->setFullText(account.name);
    //: %1: provider, %2: kind of credential
    m_details->setFullText(tr("%1 · %2").arg(provider, credentialText(account)));
    m_baseUrl->setFullText(account.baseUrl);
    setAccessibleName(tr("%1, %2").arg(account.name, state.word));

    const bool paused = account.state == Account::State::Paused;
    const QString pauseName = paused ? tr("Resume “%1”").arg(account.name) : tr("Pause “%1”").arg(account.name);
    m_pause->setIcon(m_theme.icon(paused ? u"play"_s : u"pause"_s, &Colors::muted));
    m_pause->setToolTip(pauseName);
    m_pause->setAccessibleName(pauseName);
    const QString removeName = tr("Remove “%1”").arg(account.name);
    m_remove->setToolTip(removeName);
    m_remove->setAccessibleName(removeName);
}

void AccountListRow::focusActions()
{
    m_pause->setFocus();
}

} // namespace homeport
