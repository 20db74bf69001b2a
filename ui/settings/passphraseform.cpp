// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/passphraseform.h"

#include "core/batch/exportfile.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/secretedit.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

PassphraseForm::PassphraseForm(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_passphrase(new SecretEdit(theme, tr("Passphrase"), this)),
      m_again(new SecretEdit(theme, tr("Passphrase again"), this)),
      m_passphraseField(new FormField(tr("Passphrase of the backups"), m_passphrase, m_passphrase->line(), this)),
      m_againField(new FormField(tr("Passphrase again"), m_again, m_again->line(), this))
{
    setObjectName(u"backupPassphrase"_s);
    m_passphrase->line()->setObjectName(u"passphrase"_s);
    m_again->line()->setObjectName(u"again"_s);
    m_passphraseField->setHelp(tr("At least %1 characters. Without it nobody opens a backup, you neither.").arg(LeastPassphrase));
    auto *save = makeButton(tr("Save passphrase"), this);
    save->setObjectName(u"savePassphrase"_s);
    auto *cancel = makeButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancelPassphrase"_s);
    auto *fields = new QHBoxLayout;
    fields->setSpacing(16);
    fields->addWidget(m_passphraseField, 1, Qt::AlignTop);
    fields->addWidget(m_againField, 1, Qt::AlignTop);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(8);
    actions->addWidget(save);
    actions->addWidget(cancel);
    actions->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(fields);
    layout->addLayout(actions);
    for (SecretEdit *edit : {m_passphrase, m_again}) {
        connect(edit->line(), &QLineEdit::textEdited, this, [this] { setProblem({}); });
        connect(edit->line(), &QLineEdit::returnPressed, this, &PassphraseForm::submit);
    }
    connect(save, &QPushButton::clicked, this, &PassphraseForm::submit);
    connect(cancel, &QPushButton::clicked, this, &PassphraseForm::cancelled);
}

PassphraseForm::~PassphraseForm()
{
    clear();
}

void PassphraseForm::setProblem(const QString &text)
{
    m_passphraseField->setProblem(text);
    m_againField->setProblem({});
}

void PassphraseForm::startTyping()
{
    m_passphrase->line()->setFocus();
}

void PassphraseForm::clear()
{
    m_passphrase->clear();
    m_again->clear();
    setProblem({});
}

void PassphraseForm::submit()
{
    const QString typed = m_passphrase->line()->text();
    if (typed.size() < LeastPassphrase)
        return setProblem(tr("At least %1 characters.").arg(LeastPassphrase));
    if (typed != m_again->line()->text())
        return m_againField->setProblem(tr("The two are not the same."));
    m_again->clear();
    Q_EMIT submitted(m_passphrase->take());
}

} // namespace homeport
