// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/furtherways.h"

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

FurtherWays::FurtherWays(std::vector<ProviderProfile> all, const Theme &theme, QWidget *parent)
    : QFrame(parent), m_all(std::move(all)), m_key(makeButton(theme, u"key"_s, tr("Use an API key…"), this)),
      m_gateway(makeButton(theme, u"key"_s, tr("Use a company's gateway…"), this)),
      m_ownLogin(makeMutedLabel(tr("Claude Code can keep its own login: leave ANTHROPIC_BASE_URL unset where it runs, and it talks to "
                                   "Anthropic without Homeport. A gateway with a sign-in of its own appears in the list above, once its "
                                   "provider file lies in the state folder."),
                                this))
{
    setProperty("role", u"card"_s);
    setAccessibleName(tr("Other ways"));
    m_key->setObjectName(u"useKey"_s);
    m_gateway->setObjectName(u"useGateway"_s);
    m_ownLogin->setObjectName(u"ownLogin"_s);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_key);
    buttons->addWidget(m_gateway);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    layout->addWidget(makeLabel(tr("Without a client id"), strongFont(), this));
    layout->addLayout(buttons);
    layout->addWidget(m_ownLogin);
    connect(m_key, &QPushButton::clicked, this, [this] { Q_EMIT addKeyRequested(m_keyProvider); });
    connect(m_gateway, &QPushButton::clicked, this, [this] { Q_EMIT addKeyRequested(m_gatewayProvider); });
}

void FurtherWays::setProfile(const ProviderProfile &profile)
{
    const SignInProfile &signIn = *profile.signIn;
    const auto keyProvider = [this, &profile](const QString &baseUrl) {
        const auto found = std::find_if(m_all.cbegin(), m_all.cend(), [&profile, &baseUrl](const ProviderProfile &one) {
            return one.apiKeyAllowed && one.protocol == profile.protocol && one.baseUrl == baseUrl;
        });
        return found == m_all.cend() ? QString() : found->id;
    };
    m_keyProvider = keyProvider(profile.baseUrl);
    m_gatewayProvider = keyProvider({});
    m_key->setVisible(!m_keyProvider.isEmpty());
    m_gateway->setVisible(!m_gatewayProvider.isEmpty());
    // A client with a secret is one that anybody can make; one without was given to somebody.
    setVisible(signIn.ownClient && !signIn.clientSecret && signIn.clientId.isEmpty());
}

} // namespace homeport
