// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/importdialog.h"

#include "core/base/onresult.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/transfer/importmodel.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/label.h"
#include "ui/widgets/secretedit.h"

#include <QCheckBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

ImportDialog::ImportDialog(TransferService &service, const Theme &theme, QWidget *parent)
    : QDialog(parent), m_service(service), m_theme(theme), m_failure(new Banner(theme, this)), m_pages(new QStackedWidget(this)),
      m_model(new ImportModel(theme, this)), m_back(makeButton(tr("Another file…"), this)), m_close(makeButton(tr("Cancel"), this)),
      m_import(makePrimaryButton(tr("Import"), this))
{
    setWindowTitle(tr("Import accounts"));
    setAcceptDrops(true);
    m_failure->setObjectName(u"failure"_s);
    m_back->setObjectName(u"back"_s);
    m_close->setObjectName(u"close"_s);
    m_import->setObjectName(u"import"_s);
    m_import->setDefault(true);
    m_pages->addWidget(makeChoosePage());
    m_pages->addWidget(makePreviewPage());
    m_pages->addWidget(makeProgressPage());
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_back);
    buttons->addStretch();
    buttons->addWidget(m_close);
    buttons->addWidget(m_import);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(16);
    layout->addWidget(m_failure);
    layout->addWidget(m_pages, 1);
    layout->addLayout(buttons);
    resize(880, 520);
    connect(m_back, &QPushButton::clicked, this, [this] { setPage(Choose); });
    connect(m_import, &QPushButton::clicked, this, &ImportDialog::import);
    connect(m_close, &QPushButton::clicked, this, &ImportDialog::reject);
    setPage(Choose);
    findChild<QPushButton *>(u"choose"_s)->setFocus();
}

ImportDialog::~ImportDialog()
{
    m_passphrase->clear();
}

QWidget *ImportDialog::makeChoosePage()
{
    auto *empty = new EmptyState(m_theme, u"file"_s, tr("Drop a file of accounts here"),
                                 tr("CSV or JSON with a row or an object for each account, or an export of Homeport. "
                                    "You see what would become of each before anything is added."),
                                 this);
    QPushButton *choose = makePrimaryButton(tr("Choose file…"), this);
    choose->setObjectName(u"choose"_s);
    empty->actions()->addWidget(choose);
    connect(choose, &QPushButton::clicked, this, &ImportDialog::chooseFile);
    m_passphrase = new SecretEdit(m_theme, tr("Passphrase"), this);
    m_passphrase->line()->setObjectName(u"passphrase"_s);
    m_passphraseField = new FormField(tr("&Passphrase of the export"), m_passphrase, m_passphrase->line(), this);
    m_passphraseField->setObjectName(u"passphraseField"_s);
    m_unseal = makeButton(tr("Open"), this);
    m_unseal->setObjectName(u"unseal"_s);
    connect(m_unseal, &QPushButton::clicked, this, &ImportDialog::unseal);
    connect(m_passphrase->line(), &QLineEdit::returnPressed, m_unseal, &QPushButton::click);
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(empty, 1);
    layout->addWidget(m_passphraseField);
    layout->addWidget(m_unseal, 0, Qt::AlignRight);
    return page;
}

QWidget *ImportDialog::makePreviewPage()
{
    m_summary = makeLabel({}, strongFont(), this);
    m_summary->setObjectName(u"summary"_s);
    m_table = new QTableView(this);
    m_table->setObjectName(u"rows"_s);
    m_table->setAccessibleName(tr("Rows of the file"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(32);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (const auto &[column, width] : {std::pair{0, 104}, std::pair{1, 160}, std::pair{2, 130}, std::pair{3, 120}})
        m_table->setColumnWidth(column, width);
    m_why = makeMutedLabel({}, this);
    m_why->setObjectName(u"why"_s);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &row) { m_why->setText(row.siblingAtColumn(ImportModel::Verdict).data().toString()); });
    m_skipBad = new QCheckBox(tr("&Leave rows with errors out, import the others"), this);
    m_skipBad->setObjectName(u"skipBad"_s);
    m_skipBad->setAccessibleName(tr("Leave rows with errors out, import the others"));
    connect(m_skipBad, &QCheckBox::toggled, this, &ImportDialog::showReady);
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_summary);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_why);
    layout->addWidget(m_skipBad);
    return page;
}

QWidget *ImportDialog::makeProgressPage()
{
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(u"progress"_s);
    m_progress->setAccessibleName(tr("Progress of the import"));
    m_progress->setTextVisible(false);
    m_result = makeLabel({}, titleFont(), this);
    m_result->setObjectName(u"result"_s);
    m_result->setAlignment(Qt::AlignHCenter);
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(48, 0, 48, 0);
    layout->setSpacing(16);
    layout->addStretch();
    layout->addWidget(m_result);
    layout->addWidget(m_progress);
    layout->addStretch();
    return page;
}

void ImportDialog::setPage(Page page)
{
    m_pages->setCurrentIndex(page);
    m_back->setVisible(page == Preview);
    m_import->setVisible(page == Preview);
    m_close->setText(tr("Cancel"));
    m_passphraseField->setVisible(page == Choose && m_plan.needsPassphrase);
    m_unseal->setVisible(page == Choose && m_plan.needsPassphrase);
}

void ImportDialog::chooseFile()
{
    auto *chooser = new QFileDialog(this, tr("Choose a file of accounts"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, &ImportDialog::openFile);
    chooser->open();
}

void ImportDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (!m_run && event->mimeData()->hasUrls() && event->mimeData()->urls().constFirst().isLocalFile())
        event->acceptProposedAction();
}

void ImportDialog::dropEvent(QDropEvent *event)
{
    openFile(event->mimeData()->urls().constFirst().toLocalFile());
}

void ImportDialog::openFile(const QString &path)
{
    m_path = path;
    m_plan = {};
    look(nullptr);
}

// Stretching a passphrase takes a moment, in which the line is empty: a second Enter must not try that.
void ImportDialog::unseal()
{
    if (!m_passphrase->line()->text().isEmpty())
        look(m_passphrase->take());
}

void ImportDialog::look(const SharedSecret &passphrase)
{
    m_failure->hide();
    onResult(m_service.preview(m_path, passphrase), this, [this, number = ++m_latestLook](const Result<ImportPlan> &plan) {
        if (number != m_latestLook)
            return; // another file was chosen meanwhile, or another passphrase typed
        if (plan)
            return showPlan(*plan);
        setPage(Choose);
        fail(plan.error());
    });
}

void ImportDialog::showPlan(const ImportPlan &plan)
{
    m_plan = plan;
    if (plan.needsPassphrase) {
        setPage(Choose);
        m_passphrase->line()->setFocus();
        return;
    }
    m_model->setPlan(plan);
    m_summary->setText(tr("%1: %L2 ready, %L3 there already, %L4 with errors")
                           .arg(QFileInfo(m_path).fileName())
                           .arg(plan.ready())
                           .arg(plan.duplicates)
                           .arg(plan.wrong));
    m_skipBad->setVisible(plan.wrong > 0);
    m_skipBad->setChecked(false);
    setPage(Preview);
    showReady();
    m_table->selectRow(0); // an error, where there is one
    m_table->setFocus();
}

void ImportDialog::showReady()
{
    const bool may = m_plan.ready() > 0 && (m_plan.wrong == 0 || m_skipBad->isChecked());
    m_import->setEnabled(may);
    m_import->setText(tr("Import %Ln accounts", nullptr, m_plan.ready()));
}

void ImportDialog::import()
{
    m_run = m_service.createImport(m_plan, m_skipBad->isChecked() ? ImportMode::SkipBad : ImportMode::AllOrNothing);
    connect(m_run.get(), &ImportRun::progressed, this, [this](int done, int total) {
        m_progress->setRange(0, total);
        m_progress->setValue(done);
    });
    connect(m_run.get(), &ImportRun::finished, this, &ImportDialog::showOutcome);
    m_progress->setRange(0, m_plan.ready());
    m_progress->setValue(0);
    m_progress->show();
    m_result->setText(tr("Importing…"));
    setPage(Progress);
    m_run->start();
}

// Escape and the title bar come here, too.
void ImportDialog::reject()
{
    if (m_run)
        m_run->cancel();
    else
        QDialog::reject();
}

void ImportDialog::showOutcome(const ImportOutcome &outcome)
{
    m_run.release()->deleteLater(); // it is the one who speaks
    m_plan = {};
    m_progress->hide();
    QString text = outcome.added == 0 ? tr("No account was added.") : tr("%Ln accounts added.", nullptr, outcome.added);
    if (outcome.cancelled)
        text += tr(" Then it was cancelled.");
    if (outcome.duplicates > 0)
        text += tr(" %Ln were there already.", nullptr, outcome.duplicates);
    if (outcome.wrong > 0)
        text += tr(" %Ln were left out for their errors.", nullptr, outcome.wrong);
    m_result->setText(text);
    m_close->setText(tr("Close"));
    m_close->setFocus();
    if (outcome.error)
        fail(*outcome.error);
}

void ImportDialog::fail(const Error &error)
{
    m_failure->setMessage(Tone::Bad, u"bad"_s, tr("That did not work"), errorText(error));
    m_failure->show();
}

} // namespace homeport
