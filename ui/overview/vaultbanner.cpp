// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/vaultbanner.h"

#include "core/base/onresult.h"
#include "ui/overview/overviewtext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/secretedit.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

VaultBanner::VaultBanner(OverviewService &service, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_service(service), m_banner(new Banner(theme, this)), m_passphrase(new SecretEdit(theme, tr("passphrase"), this)),
      m_unlock(makePrimaryButton(tr("Unlock"), this))
{
    m_banner->setObjectName(u"vaultBanner"_s);
    m_passphrase->line()->setObjectName(u"passphrase"_s);
    m_passphrase->line()->setPlaceholderText(tr("Passphrase"));
    m_passphrase->setMaximumWidth(360);
    m_unlock->setObjectName(u"unlock"_s);
    m_banner->actions()->addWidget(m_passphrase, 1);
    m_banner->actions()->addWidget(m_unlock);
    m_banner->actions()->addStretch();
    m_banner->show();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_banner);
    hide();
    connect(m_unlock, &QPushButton::clicked, this, &VaultBanner::unlock);
    connect(m_passphrase->line(), &QLineEdit::returnPressed, this, &VaultBanner::unlock);
}

void VaultBanner::update(const Overview &overview)
{
    const StateText text = vaultText(overview);
    m_banner->setMessage(text.tone, text.icon, text.title, text.advice);
    const bool locked = overview.vault == Overview::VaultState::Locked;
    m_passphrase->setVisible(locked && overview.vaultAsksPassphrase);
    m_unlock->setVisible(locked);
    m_unlock->setText(overview.vaultAsksPassphrase ? tr("Unlock") : tr("Try again"));
    m_unlock->setAccessibleName(tr("Unlock the vault"));
    if (overview.vault == Overview::VaultState::Unlocked)
        m_passphrase->clear();
    setVisible(overview.vault != Overview::VaultState::Unlocked);
}

// The outcome shows in the overview, whoever asked for it.
void VaultBanner::unlock()
{
    if (m_busy)
        return;
    const bool asks = !m_passphrase->isHidden();
    if (asks && m_passphrase->line()->text().isEmpty()) {
        m_passphrase->setFocus();
        return;
    }
    m_busy = true;
    m_unlock->setEnabled(false);
    onResult(m_service.unlockVault(asks ? m_passphrase->take() : SharedSecret()), this, [this](const Result<void> &) {
        m_busy = false;
        m_unlock->setEnabled(true);
        update(m_service.overview());
        if (!m_passphrase->isHidden())
            m_passphrase->setFocus();
    });
}

} // namespace homeport
