// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/recoverycard.h"

#include "core/base/onresult.h"
#include "ui/services/overviewservice.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/secretedit.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

RecoveryCard::RecoveryCard(const Services &services, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_services(services), m_banner(new Banner(theme, this)), m_secret(new SecretEdit(theme, tr("recovery code"), this)),
      m_copy(new CopyButton(theme, tr("Copy recovery code"), this)), m_make(makePrimaryButton(tr("Make a code"), this)),
      m_later(makeButton(tr("Later"), this)), m_done(makeButton(tr("I have kept it"), this))
{
    setObjectName(u"recoveryCard"_s);
    m_banner->setObjectName(u"recoveryBanner"_s);
    m_secret->line()->setObjectName(u"recoveryCode"_s);
    m_copy->setObjectName(u"copyRecoveryCode"_s);
    m_make->setObjectName(u"makeRecoveryCode"_s);
    m_later->setObjectName(u"postponeRecoveryCode"_s);
    m_done->setObjectName(u"keptRecoveryCode"_s);
    m_banner->actions()->setSpacing(8);
    m_banner->actions()->addWidget(m_secret, 1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_copy, m_done, m_make, m_later})
        m_banner->actions()->addWidget(widget);
    m_banner->actions()->addStretch();
    m_banner->show();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_banner);
    connect(m_make, &QPushButton::clicked, this, &RecoveryCard::make);
    connect(m_done, &QPushButton::clicked, this, &RecoveryCard::finish);
    connect(m_later, &QPushButton::clicked, this, [this] {
        m_postponed = true;
        showState();
    });
    connect(m_copy, &CopyButton::copyRequested, this,
            [this] { m_code->reveal([this](QByteArrayView plain) { m_services.clipboard.copySecret(QString::fromUtf8(plain)); }); });
    finish();
}

RecoveryCard::~RecoveryCard()
{
    m_secret->clear();
}

void RecoveryCard::setWanted(bool wanted)
{
    m_wanted = wanted;
    showState();
}

void RecoveryCard::make()
{
    m_make->setEnabled(false);
    onResult(m_services.overview.makeRecoveryCode(), this, [this](const Result<SharedSecret> &code) {
        m_make->setEnabled(true);
        if (code)
            display(*code);
        else
            m_banner->setMessage(Tone::Bad, u"bad"_s, tr("No recovery code was made"), errorText(code.error()));
    });
}

void RecoveryCard::display(const SharedSecret &code)
{
    m_code = code;
    m_secret->display(code);
    m_banner->setMessage(Tone::Good, u"key"_s, tr("Your recovery code"),
                         tr("Write it down or print it, and keep it away from this computer: it can't be shown again. It opens this vault "
                            "when its key is lost: homeportctl vault recover."));
    showState();
    m_secret->setFocus();
}

void RecoveryCard::finish()
{
    m_code.reset();
    m_secret->clear();
    m_banner->setMessage(Tone::Info, u"lock"_s, tr("Make a recovery code"),
                         tr("Your credentials are sealed under a key that only this computer has. If that key is lost, a recovery code on "
                            "paper brings them back."));
    showState();
}

void RecoveryCard::showState()
{
    const bool shown = m_code != nullptr;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_secret, m_copy, m_done})
        widget->setVisible(shown);
    m_make->setVisible(!shown);
    m_later->setVisible(!shown);
    setVisible(shown || (m_wanted && !m_postponed));
}

} // namespace homeport
