// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/usageexportdialog.h"

#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString endingOf(ExportFormat format)
{
    return format == ExportFormat::Csv ? u".csv"_s : u".jsonl"_s;
}

} // namespace

UsageExportDialog::UsageExportDialog(UsageService &service, const Theme &theme, Prompt &prompt, ExportQuestion question,
                                     const QString &what, const QString &name, QWidget *parent)
    : GrowingDialog(parent), m_service(service), m_consent(prompt), m_question(std::move(question)), m_format(new QComboBox(this)),
      m_file(new QLineEdit(this)), m_choose(makeButton(tr("Choose…"), this)),
      m_fileField(new FormField(tr("F&ile"), inputWithButton(m_file, m_choose), m_file, this)), m_progress(new QProgressBar(this)),
      m_count(makeMutedLabel({}, this)), m_message(new Banner(theme, this)), m_close(makeButton(tr("Cancel"), this)),
      m_export(makePrimaryButton(tr("Export"), this))
{
    setWindowTitle(tr("Export requests"));
    build(what);
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    m_file->setText(QDir::toNativeSeparators(QDir(folder).filePath(name + endingOf(ExportFormat::JsonLines))));
    connect(m_format, &QComboBox::currentIndexChanged, this, &UsageExportDialog::showEnding);
    connect(m_choose, &QPushButton::clicked, this, &UsageExportDialog::chooseFile);
    connect(m_export, &QPushButton::clicked, this, &UsageExportDialog::submit);
    connect(m_file, &QLineEdit::textChanged, this, [this] { m_fileField->setProblem({}); });
    connect(m_close, &QPushButton::clicked, this, [this] {
        if (m_run)
            m_run->cancel(); // what it came to is shown
        else
            reject();
    });
}

UsageExportDialog::~UsageExportDialog() = default;

void UsageExportDialog::build(const QString &what)
{
    const std::pair<QWidget *, QString> names[] = {{m_format, u"format"_s},     {m_file, u"file"_s},    {m_choose, u"choose"_s},
                                                   {m_progress, u"progress"_s}, {m_count, u"count"_s},  {m_message, u"message"_s},
                                                   {m_close, u"close"_s},       {m_export, u"export"_s}};
    for (const auto &[widget, name] : names)
        widget->setObjectName(name);
    m_format->addItems({tr("JSON, one object a line"), tr("Comma-separated values (CSV)")});
    m_format->setAccessibleName(tr("Format"));
    m_file->setAccessibleName(tr("File"));
    m_progress->setAccessibleName(tr("Progress of the export"));
    m_progress->setTextVisible(false);
    m_export->setDefault(true);
    QHBoxLayout *buttons = makeButtonRow({m_close, m_export});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(16);
    layout->addWidget(m_message);
    layout->addWidget(makeLabel(what, font(), this));
    layout->addWidget(new FormField(tr("&Format"), m_format, nullptr, this));
    layout->addWidget(m_fileField);
    layout->addWidget(m_progress);
    layout->addWidget(m_count);
    layout->addStretch();
    layout->addLayout(buttons);
    setMinimumWidth(500);
    m_progress->hide();
    m_count->hide();
    setTabOrder(m_format, m_file);
    setTabOrder(m_file, m_choose);
}

// The name follows the format, as long as it ends as one of ours.
void UsageExportDialog::showEnding()
{
    m_question.format = m_format->currentIndex() == 1 ? ExportFormat::Csv : ExportFormat::JsonLines;
    QString name = m_file->text();
    for (const ExportFormat format : {ExportFormat::Csv, ExportFormat::JsonLines}) {
        if (!name.endsWith(endingOf(format)))
            continue;
        name.chop(endingOf(format).size());
        m_file->setText(name + endingOf(m_question.format));
        return;
    }
}

void UsageExportDialog::chooseFile()
{
    auto *chooser = new QFileDialog(this, tr("Export requests"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave); // asks before it replaces a file
    chooser->selectFile(m_file->text());
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_consent.setChosen(path);
        m_file->setText(path);
    });
    chooser->open();
}

void UsageExportDialog::submit()
{
    if (m_file->text().isEmpty())
        return m_fileField->setProblem(tr("Choose where it goes."));
    m_consent.ask(this, m_file->text(), [this, path = m_file->text()] { writeTo(path); });
}

void UsageExportDialog::writeTo(const QString &path)
{
    m_message->hide();
    m_run = m_service.createExport(m_question, path);
    connect(m_run.get(), &UsageExport::progressed, this, &UsageExportDialog::showProgress);
    connect(m_run.get(), &UsageExport::finished, this, &UsageExportDialog::finish);
    showProgress(0, 0);
    setRunning(true);
    m_run->start();
}

void UsageExportDialog::setRunning(bool running)
{
    for (QWidget *input : std::initializer_list<QWidget *>{m_format, m_file, m_choose, m_export})
        input->setEnabled(!running);
    m_progress->setVisible(running);
    m_count->setVisible(running);
}

void UsageExportDialog::showProgress(qint64 rows, int percent)
{
    m_progress->setValue(percent);
    m_count->setText(tr("%Ln requests so far", nullptr, static_cast<int>(rows)));
}

void UsageExportDialog::finish(const Result<qint64> &rows)
{
    m_run.release()->deleteLater(); // it is the one that speaks
    setRunning(false);
    if (rows) {
        m_message->setMessage(Tone::Good, u"good"_s, tr("%Ln requests exported", nullptr, static_cast<int>(*rows)), m_file->text());
        m_close->setText(tr("Close"));
    } else if (rows.error().code == Error::Code::Cancelled) {
        m_message->setMessage(Tone::Info, u"info"_s, tr("Cancelled"), tr("No file was written."));
    } else {
        m_message->setMessage(Tone::Bad, u"bad"_s, tr("Nothing was exported"), errorText(rows.error()));
    }
    m_message->show();
}

} // namespace homeport
