// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/exportdialog.h"

#include "core/base/onresult.h"
#include "core/batch/exportfile.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/label.h"
#include "ui/widgets/secretedit.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

ExportDialog::ExportDialog(TransferService &service, const Theme &theme, Prompt &prompt, QWidget *parent)
    : GrowingDialog(parent), m_service(service), m_consent(prompt), m_file(new QLineEdit(this)),
      m_passphrase(new SecretEdit(theme, tr("Passphrase"), this)), m_again(new SecretEdit(theme, tr("Passphrase again"), this)),
      m_choose(makeButton(tr("Choose…"), this)), m_fileField(new FormField(tr("&File"), inputWithButton(m_file, m_choose), m_file, this)),
      m_passphraseField(new FormField(tr("&Passphrase"), m_passphrase, m_passphrase->line(), this)),
      m_againField(new FormField(tr("Passphrase &again"), m_again, m_again->line(), this)), m_export(makePrimaryButton(tr("Export"), this)),
      m_close(makeButton(tr("Cancel"), this)), m_message(new Banner(theme, this))
{
    setWindowTitle(tr("Export accounts"));
    build();
    connect(m_choose, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::submit);
    const std::pair<QLineEdit *, FormField *> fields[] = {
        {m_file, m_fileField}, {m_passphrase->line(), m_passphraseField}, {m_again->line(), m_againField}};
    for (const auto &[line, field] : fields)
        connect(line, &QLineEdit::textChanged, this, [field = field] { field->setProblem({}); });
}

ExportDialog::~ExportDialog()
{
    m_passphrase->clear();
    m_again->clear();
}

void ExportDialog::build()
{
    const std::pair<QWidget *, QString> names[] = {{m_file, u"file"_s},           {m_passphrase->line(), u"passphrase"_s},
                                                   {m_again->line(), u"again"_s}, {m_choose, u"choose"_s},
                                                   {m_export, u"export"_s},       {m_close, u"close"_s},
                                                   {m_message, u"message"_s}};
    for (const auto &[widget, name] : names)
        widget->setObjectName(name);
    m_file->setAccessibleName(tr("File"));
    m_export->setDefault(true);
    m_passphraseField->setHelp(tr("At least %1 characters. Without it nobody opens the file, you neither.").arg(LeastPassphrase));
    QHBoxLayout *buttons = makeButtonRow({m_close, m_export});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(16);
    layout->addWidget(m_message);
    layout->addWidget(makeLabel(tr("All accounts with their keys and tokens, in one file sealed under a passphrase."), font(), this));
    layout->addWidget(m_fileField);
    layout->addWidget(m_passphraseField);
    layout->addWidget(m_againField);
    layout->addStretch();
    layout->addLayout(buttons);
    setMinimumWidth(500);
    setTabOrder(m_file, m_choose);
    setTabOrder(m_choose, m_passphrase->line());
}

void ExportDialog::chooseFile()
{
    auto *chooser = new QFileDialog(this, tr("Export accounts"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave); // asks before it replaces a file
    chooser->selectFile(u"accounts.homeport"_s);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_consent.setChosen(path);
        m_file->setText(path);
    });
    chooser->open();
}

bool ExportDialog::check()
{
    const QString typed = m_passphrase->line()->text();
    m_fileField->setProblem(m_file->text().isEmpty() ? tr("Choose where it goes.") : QString());
    m_passphraseField->setProblem(typed.size() < LeastPassphrase ? tr("At least %1 characters.").arg(LeastPassphrase) : QString());
    m_againField->setProblem(typed != m_again->line()->text() ? tr("The two are not the same.") : QString());
    return m_fileField->problem().isEmpty() && m_passphraseField->problem().isEmpty() && m_againField->problem().isEmpty();
}

void ExportDialog::submit()
{
    if (check())
        m_consent.ask(this, m_file->text(), [this, path = m_file->text()] { writeTo(path); });
}

void ExportDialog::writeTo(const QString &path)
{
    m_export->setEnabled(false);
    m_again->clear();
    onResult(m_service.exportTo(path, m_passphrase->take()), this, [this](const Result<ExportOutcome> &outcome) { finish(outcome); });
}

void ExportDialog::finish(const Result<ExportOutcome> &outcome)
{
    m_export->setEnabled(!outcome);
    if (!outcome) {
        m_message->setMessage(Tone::Bad, u"bad"_s, tr("Nothing was exported"), errorText(outcome.error()));
    } else {
        const QString without = outcome->leftOut.isEmpty()
                                    ? QString()
                                    : tr("Left out, for their credentials do not open: %1.").arg(formatList(outcome->leftOut));
        m_message->setMessage(without.isEmpty() ? Tone::Good : Tone::Warning, without.isEmpty() ? u"good"_s : u"warning"_s,
                              tr("%Ln accounts exported", nullptr, outcome->accounts), without);
        m_close->setText(tr("Close"));
    }
    m_message->show();
}

} // namespace homeport
