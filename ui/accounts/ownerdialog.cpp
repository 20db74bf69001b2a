// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/ownerdialog.h"

#include "core/base/onresult.h"
#include "ui/accounts/ownerfields.h"
#include "ui/services/accountsservice.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"

#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

OwnerDialog::OwnerDialog(AccountsService &service, const Theme &theme, const Account &account, QWidget *parent)
    : GrowingDialog(parent), m_service(service), m_id(account.id), m_owner(new OwnerFields(theme, this)),
      m_save(makePrimaryButton(tr("Save"), this)), m_failure(new Banner(theme, this))
{
    setWindowTitle(tr("Organization of “%1”").arg(account.name));
    m_owner->setOwner(account.organization, account.projectId);
    build();
}

void OwnerDialog::build()
{
    m_failure->setObjectName(u"failure"_s);
    m_save->setObjectName(u"save"_s);
    m_save->setDefault(true);
    QPushButton *cancel = makeButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancel"_s);
    QHBoxLayout *buttons = makeButtonRow({cancel, m_save});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(16);
    layout->addWidget(m_failure);
    layout->addWidget(m_owner);
    layout->addStretch();
    layout->addLayout(buttons);
    setMinimumWidth(480);
    setTabOrder(cancel, m_save);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &OwnerDialog::save);
}

void OwnerDialog::save()
{
    m_failure->hide();
    if (!m_save->isEnabled() || !m_owner->validate())
        return;
    m_save->setEnabled(false);
    onResult(m_service.setOwner(m_id, m_owner->organization(), m_owner->project()), this, [this](const Result<Account> &changed) {
        m_save->setEnabled(true);
        if (changed)
            return accept();
        m_failure->setMessage(Tone::Bad, u"bad"_s, tr("It was not saved"), errorText(changed.error()));
        m_failure->show();
    });
}

// A pass-through account forwards what the tool says, and nothing of ours.
bool hasOwner(const Account &account, const ProviderProfile *profile)
{
    return profile && profile->protocol == Protocol::OpenAi && account.credential != Account::Credential::PassThrough
           && (profile->organization || !account.organization.isEmpty() || !account.projectId.isEmpty());
}

} // namespace homeport
