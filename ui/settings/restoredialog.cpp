// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/restoredialog.h"

#include "core/base/onresult.h"
#include "core/batch/exportfile.h"
#include "ui/services/backupsservice.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/label.h"
#include "ui/widgets/secretedit.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

RestoreDialog::RestoreDialog(BackupsService &service, const Theme &theme, const QString &file, const QString &madeAt, QWidget *parent)
    : GrowingDialog(parent), m_service(service), m_file(file), m_asksVault(service.state().vaultAsksPassphrase),
      m_passphrase(new SecretEdit(theme, tr("Passphrase of the backup"), this)),
      m_passphraseField(new FormField(tr("&Passphrase of the backup"), m_passphrase, m_passphrase->line(), this)),
      m_vault(new SecretEdit(theme, tr("New passphrase of the vault"), this)),
      m_vaultField(new FormField(tr("New passphrase of the &vault"), m_vault, m_vault->line(), this)), m_progress(new QProgressBar(this)),
      m_restore(makePrimaryButton(tr("Restore"), this)), m_cancel(makeButton(tr("Cancel"), this)), m_message(new Banner(theme, this))
{
    setWindowTitle(tr("Restore a backup"));
    build(file, madeAt);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_restore, &QPushButton::clicked, this, &RestoreDialog::submit);
    connect(&service, &BackupsService::restoring, m_progress, &QProgressBar::setValue);
    connect(m_passphrase->line(), &QLineEdit::textEdited, this, [this] { m_passphraseField->setProblem({}); });
    connect(m_vault->line(), &QLineEdit::textEdited, this, [this] { m_vaultField->setProblem({}); });
}

RestoreDialog::~RestoreDialog()
{
    m_passphrase->clear();
    m_vault->clear();
}

void RestoreDialog::build(const QString &file, const QString &madeAt)
{
    const std::pair<QWidget *, QString> names[] = {{m_passphrase->line(), u"passphrase"_s},
                                                   {m_vault->line(), u"vaultPassphrase"_s},
                                                   {m_progress, u"restoreProgress"_s},
                                                   {m_restore, u"restore"_s},
                                                   {m_cancel, u"cancel"_s},
                                                   {m_message, u"message"_s}};
    for (const auto &[widget, name] : names)
        widget->setObjectName(name);
    m_restore->setDefault(true);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->hide();
    m_vaultField->setVisible(m_asksVault);
    m_vaultField->setHelp(tr("The restored vault gets a key of its own; you type this at each start."));
    QLabel *name = makeMutedLabel(madeAt.isEmpty() ? QFileInfo(file).fileName() : tr("%1, made %2").arg(QFileInfo(file).fileName(), madeAt),
                                  this);
    name->setToolTip(file);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(16);
    layout->addWidget(m_message);
    layout->addWidget(makeLabel(tr("Restore this backup?"), titleFont(), this));
    layout->addWidget(name);
    layout->addWidget(makeLabel(
        tr("Accounts, keys and proxies become those of the backup, and so does what was used, where the backup has it. What is there "
           "now is kept in a folder beside it; nothing is deleted. Then Homeport starts again: requests that run are broken off."),
        font(), this));
    layout->addWidget(m_passphraseField);
    layout->addWidget(m_vaultField);
    layout->addWidget(m_progress);
    layout->addStretch();
    layout->addLayout(makeButtonRow({m_cancel, m_restore}));
    setMinimumWidth(520);
    m_passphrase->line()->setFocus();
}

void RestoreDialog::setBusy(bool busy)
{
    m_busy = busy;
    m_restore->setEnabled(!busy);
    m_passphraseField->setEnabled(!busy);
    m_vaultField->setEnabled(!busy);
    m_progress->setValue(0);
    m_progress->setVisible(busy);
}

void RestoreDialog::submit()
{
    m_passphraseField->setProblem(m_passphrase->line()->text().isEmpty() ? tr("Type the passphrase it was made with.") : QString());
    const bool shortVault = m_asksVault && m_vault->line()->text().size() < LeastPassphrase;
    m_vaultField->setProblem(shortVault ? tr("At least %1 characters.").arg(LeastPassphrase) : QString());
    if (!m_passphraseField->problem().isEmpty() || shortVault)
        return;
    m_message->hide();
    setBusy(true);
    onResult(m_service.restore(m_file, m_passphrase->take(), m_asksVault ? m_vault->take() : SharedSecret()), this,
             [this](const Result<void> &restored) { finish(restored); });
}

void RestoreDialog::finish(const Result<void> &restored)
{
    if (restored) {
        m_cancel->setEnabled(false);
        m_progress->setValue(100);
        m_message->setMessage(Tone::Good, u"good"_s, tr("Restored"), tr("Homeport starts again now."));
        return m_message->show();
    }
    setBusy(false);
    if (restored.error().code == Error::Code::Cancelled)
        return QDialog::reject();
    if (restored.error().code == Error::Code::Unauthorized)
        return m_passphraseField->setProblem(tr("This passphrase does not open the backup."));
    m_message->setMessage(Tone::Bad, u"bad"_s, tr("Nothing was restored"), errorText(restored.error()));
    m_message->show();
}

// While it runs, it is asked to stop, and closes when it has.
void RestoreDialog::reject()
{
    if (!m_busy)
        return QDialog::reject();
    m_service.cancelRestore();
}

} // namespace homeport
