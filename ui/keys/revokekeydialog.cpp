// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/revokekeydialog.h"

#include "core/base/onresult.h"
#include "ui/services/accessservice.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"

#include <QApplication>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

RevokeKeyDialog::RevokeKeyDialog(AccessService &service, const Theme &theme, const LocalKey &key, QWidget *parent)
    : GrowingDialog(parent), m_service(service), m_key(key), m_drop(new QCheckBox(this)), m_revoke(makeButton(tr("Revoke key"), this)),
      m_failure(new Banner(theme, this))
{
    setWindowTitle(tr("Revoke key"));
    m_drop->setObjectName(u"drop"_s);
    m_revoke->setObjectName(u"confirmRevoke"_s);
    m_failure->setObjectName(u"failure"_s);
    build();
    showRunning();
    connect(m_revoke, &QPushButton::clicked, this, &RevokeKeyDialog::revoke);
    connect(&service, &AccessService::usageChanged, this, &RevokeKeyDialog::showRunning);
}

void RevokeKeyDialog::build()
{
    QPushButton *cancel = makeButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancel"_s);
    cancel->setDefault(true); // the way that breaks nothing
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    QHBoxLayout *buttons = makeButtonRow({cancel, m_revoke});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(16);
    layout->addWidget(m_failure);
    layout->addWidget(makeLabel(tr("Revoke “%1”?").arg(m_key.name), titleFont(), this));
    layout->addWidget(makeLabel(tr("Tools that use this key are refused from now on. This can't be undone."), QApplication::font(), this));
    layout->addWidget(m_drop);
    layout->addStretch();
    layout->addLayout(buttons);
    setMinimumWidth(460);
    cancel->setFocus();
}

void RevokeKeyDialog::showRunning()
{
    const int running = m_service.usageOf(m_key.id).running;
    const QString text = tr("&Break the %Ln requests that run with it, too", nullptr, running);
    m_drop->setText(running == 0 ? tr("&Break requests that run with it, too (none at the moment)") : text);
    m_drop->setAccessibleName(m_drop->text().remove(u'&'));
}

void RevokeKeyDialog::revoke()
{
    m_revoke->setEnabled(false);
    onResult(m_service.revoke(m_key.id, m_drop->isChecked()), this, [this](const Result<LocalKey> &revoked) {
        m_revoke->setEnabled(true);
        if (revoked)
            return accept();
        m_failure->setMessage(Tone::Bad, u"bad"_s, tr("The key was not revoked"), errorText(revoked.error()));
        m_failure->show();
    });
}

} // namespace homeport
