// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proxies/proxylistrow.h"

#include "ui/proxies/proxytext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"
#include "ui/widgets/statelabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

ProxyListRow::ProxyListRow(const Theme &theme, QWidget *parent)
    : QFrame(parent), m_theme(theme), m_state(new StateLabel(theme, this)), m_name(new ElidedLabel(Qt::ElideRight, this)),
      m_address(new ElidedLabel(Qt::ElideMiddle, this)), m_users(new ElidedLabel(Qt::ElideRight, this)), m_note(makeMutedLabel({}, this)),
      m_test(makeButton(tr("Test"), this)), m_default(makeButton({}, this)), m_edit(makeIconButton(theme, u"edit"_s, {}, this)),
      m_remove(makeIconButton(theme, u"remove"_s, {}, this))
{
    setProperty("role", u"card"_s);
    m_state->setObjectName(u"state"_s);
    m_state->setColumnOf(proxyStateWords());
    m_name->setObjectName(u"name"_s);
    m_name->setFont(titleFont());
    m_address->setObjectName(u"address"_s);
    m_address->setProperty("role", u"muted"_s);
    m_address->setFont(monospaceFont());
    m_users->setObjectName(u"users"_s);
    m_users->setProperty("role", u"muted"_s);
    m_note->setObjectName(u"note"_s);
    m_test->setObjectName(u"test"_s);
    m_default->setObjectName(u"default"_s);
    for (const QString &text : {tr("Unset default"), tr("Make default")}) { // one column down the list
        m_default->setText(text);
        m_default->setMinimumWidth(std::max(m_default->minimumWidth(), m_default->sizeHint().width()));
    }
    m_edit->setObjectName(u"edit"_s);
    m_remove->setObjectName(u"remove"_s);

    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_name, 1);
    top->addWidget(m_state);
    top->addWidget(m_default);
    top->addWidget(m_test);
    top->addWidget(m_edit);
    top->addWidget(m_remove);
    auto *second = new QHBoxLayout;
    second->setSpacing(16);
    second->addWidget(m_address);
    second->addWidget(m_users, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 12, 12, 12);
    layout->setSpacing(4);
    layout->addLayout(top);
    layout->addLayout(second);
    layout->addWidget(m_note);

    connect(m_test, &QPushButton::clicked, this, [this] { Q_EMIT testRequested(m_id); });
    connect(m_edit, &QToolButton::clicked, this, [this] { Q_EMIT editRequested(m_id); });
    connect(m_remove, &QToolButton::clicked, this, [this] { Q_EMIT removeRequested(m_id); });
    connect(m_default, &QPushButton::clicked, this, [this] { Q_EMIT defaultRequested(m_id, !m_isDefault); });
}

void ProxyListRow::setProxy(const ProxyInfo &proxy, const ProxyHealth &health, const QStringList &users, bool isDefault)
{
    m_id = proxy.id;
    m_isDefault = isDefault;
    setObjectName(u"proxy%1"_s.arg(proxy.id));
    const ProxyStateText state = proxyStateText(health);
    m_state->setState(state.tone, state.icon, state.word);
    m_name->setFullText(proxy.name);
    m_address->setFullText(proxyAddress(proxy));
    const QString login = proxy.hasLogin ? tr("with a login") : tr("without a login");
    //: %1: with or without a login, %2: the accounts
    m_users->setFullText(tr("%1 · %2").arg(login, proxyUsersText(users, isDefault)));
    m_known = proxyHealthText(health);
    setTone(m_note, health.state == ProxyHealth::Down ? Tone::Bad : Tone::Neutral);
    showNote();
    setAccessibleName(tr("%1, %2").arg(proxy.name, state.word));
    m_default->setText(isDefault ? tr("Unset default") : tr("Make default"));
    m_default->setToolTip(isDefault ? tr("Accounts that chose no proxy go direct then")
                                    : tr("Accounts that chose no proxy go through it then"));
    m_default->setAccessibleName(isDefault ? tr("“%1” is the default no more").arg(proxy.name)
                                           : tr("Make “%1” the default").arg(proxy.name));
    m_test->setAccessibleName(tr("Test “%1”").arg(proxy.name));
    for (const auto &[button, name] :
         {std::pair{m_edit, tr("Edit “%1”").arg(proxy.name)}, std::pair{m_remove, tr("Remove “%1”").arg(proxy.name)}}) {
        button->setToolTip(name);
        button->setAccessibleName(name);
    }
}

void ProxyListRow::setTesting(bool testing)
{
    m_test->setEnabled(!testing);
    m_test->setText(testing ? tr("Testing…") : tr("Test"));
}

void ProxyListRow::setTestText(const QString &text)
{
    m_tested = text;
    showNote();
}

void ProxyListRow::showNote()
{
    m_note->setText(m_tested.isEmpty() ? m_known : m_tested);
    m_note->setVisible(!m_note->text().isEmpty());
}

} // namespace homeport
