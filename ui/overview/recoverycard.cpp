// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/recoverycard.h"

#include "core/base/onresult.h"
#include "ui/services/overviewservice.h"
#include "ui/text/errortext.h"
#include "ui/text/isolate.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/secretedit.h"
#include "ui/widgets/statelabel.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

RecoveryCard::RecoveryCard(const Services &services, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_services(services), m_banner(new Banner(theme, this)), m_secret(new SecretEdit(theme, tr("recovery code"), this)),
      m_copy(new CopyButton(theme, tr("Copy recovery code"), this)),
      m_save(makeIconButton(theme, u"export"_s, tr("Save recovery code to a file"), this)), m_saved(new StateLabel(theme, this)),
      m_done(makeButton(tr("I have kept it"), this)), m_make(makePrimaryButton(tr("Make a code"), this)),
      m_later(makeButton(tr("Later"), this))
{
    build();
    connect(m_make, &QPushButton::clicked, this, &RecoveryCard::make);
    connect(m_done, &QPushButton::clicked, this, &RecoveryCard::forget);
    connect(m_later, &QPushButton::clicked, this, &RecoveryCard::postpone);
    connect(m_save, &QToolButton::clicked, this, &RecoveryCard::chooseFile);
    connect(m_copy, &CopyButton::copyRequested, this,
            [this] { m_code->reveal([this](QByteArrayView plain) { m_services.clipboard.copySecret(QString::fromUtf8(plain)); }); });
    forget();
}

void RecoveryCard::build()
{
    setObjectName(u"recoveryCard"_s);
    m_banner->setObjectName(u"recoveryBanner"_s);
    m_secret->line()->setObjectName(u"recoveryCode"_s);
    const std::pair<QWidget *, QString> names[] = {{m_copy, u"copyRecoveryCode"_s},   {m_save, u"saveRecoveryCode"_s},
                                                   {m_saved, u"savedRecoveryCode"_s}, {m_done, u"keptRecoveryCode"_s},
                                                   {m_make, u"makeRecoveryCode"_s},   {m_later, u"postponeRecoveryCode"_s}};
    for (const auto &[widget, name] : names)
        widget->setObjectName(name);
    m_saved->setWrapping();
    auto *code = new QHBoxLayout;
    code->setSpacing(4);
    code->addWidget(m_secret, 1);
    code->addWidget(m_copy);
    code->addWidget(m_save);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_done, m_make, m_later})
        buttons->addWidget(widget);
    buttons->addStretch();
    auto *rows = new QVBoxLayout;
    rows->setSpacing(8);
    rows->addLayout(code);
    rows->addWidget(m_saved);
    rows->addLayout(buttons);
    m_banner->actions()->addLayout(rows, 1);
    m_banner->show();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_banner);
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
    const bool hadFocus = m_make->hasFocus();
    m_make->setEnabled(false);
    m_later->setEnabled(false);
    Q_EMIT displayChanged();
    onResult(m_services.overview.makeRecoveryCode(), this, [this, hadFocus](const Result<SharedSecret> &code) {
        m_make->setEnabled(true);
        m_later->setEnabled(true);
        if (code)
            return display(*code);
        m_banner->setMessage(Tone::Bad, u"bad"_s, tr("No recovery code was made"), errorText(code.error()));
        if (hadFocus)
            m_make->setFocus();
        Q_EMIT displayChanged();
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
    Q_EMIT displayChanged();
}

void RecoveryCard::forget()
{
    const bool displayed = isDisplaying();
    m_code.reset();
    m_secret->clear();
    m_saved->hide();
    m_banner->setMessage(Tone::Info, u"lock"_s, tr("Make a recovery code"),
                         tr("Your credentials are sealed under a key that only this computer has. If that key is lost, a recovery code on "
                            "paper brings them back."));
    showState();
    if (displayed)
        Q_EMIT displayChanged();
}

void RecoveryCard::setPartOfSetUp()
{
    m_isStep = true;
    showState();
}

bool RecoveryCard::isMaking() const
{
    return !m_make->isEnabled();
}

QWidget *RecoveryCard::first() const
{
    if (isHidden())
        return nullptr;
    return isDisplaying() ? static_cast<QWidget *>(m_copy) : m_make;
}

void RecoveryCard::postpone()
{
    m_postponed = !m_isStep;
    forget();
    Q_EMIT postponed();
}

void RecoveryCard::chooseFile()
{
    auto *chooser = new QFileDialog(window(), tr("Save recovery code"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setOption(QFileDialog::DontConfirmOverwrite); // what is there stays, and it is said
    chooser->selectFile(u"homeport-recovery-code.txt"_s);
    connect(chooser, &QFileDialog::fileSelected, this, &RecoveryCard::saveTo);
    chooser->open();
}

void RecoveryCard::saveTo(const QString &path)
{
    if (!m_code)
        return;
    onResult(m_services.overview.saveRecoveryCode(m_code, path), this, [this, path](const Result<void> &saved) {
        if (!isDisplaying())
            return;
        if (saved)
            m_saved->setState(Tone::Good, u"good"_s, tr("Saved as %1. Move it away from this computer.").arg(isolated(path)));
        else if (saved.error().code == Error::Code::Conflict)
            m_saved->setState(Tone::Bad, u"bad"_s, tr("There is a file of this name already, and it was left alone. Choose another name."));
        else
            m_saved->setState(Tone::Bad, u"bad"_s, tr("It was not saved. %1").arg(errorText(saved.error())));
        m_saved->show();
    });
}

void RecoveryCard::showState()
{
    const bool shown = isDisplaying();
    for (QWidget *widget : std::initializer_list<QWidget *>{m_secret, m_copy, m_save, m_done})
        widget->setVisible(shown);
    m_make->setVisible(!shown);
    m_later->setVisible(!shown || m_isStep);
    m_later->setText(m_isStep ? tr("Go on without it") : tr("Later"));
    m_later->setAccessibleName(m_later->text());
    setVisible(shown || (m_wanted && !m_postponed));
}

} // namespace homeport
