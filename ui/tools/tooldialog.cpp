// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tools/tooldialog.h"

#include "core/base/onresult.h"
#include "ui/services/accessservice.h"
#include "ui/text/isolate.h"
#include "ui/theme/theme.h"
#include "ui/tools/diffview.h"
#include "ui/tools/setupwords.h"
#include "ui/tools/toolstext.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/label.h"
#include "ui/widgets/statelabel.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

ToolDialog::ToolDialog(const Services &services, const Theme &theme, const ToolEntry &entry, ToolChange::Kind kind, QWidget *parent)
    : GrowingDialog(parent), m_services(services), m_entry(entry), m_restores(kind == ToolChange::Kind::Restore),
      m_message(new Banner(theme, this)), m_lead(makeLabel({}, font(), this)), m_model(new QLineEdit(this)),
      m_modelField(new FormField(tr("&Model"), m_model, m_model, this)), m_diff(new DiffView(tr("What changes in its files"), theme, this)),
      m_facts(makeMutedLabel({}, this)), m_warnings(new Banner(theme, this)), m_tested(new StateLabel(theme, this)),
      m_close(makeButton(tr("Cancel"), this)), m_again(makeButton(tr("Look again"), this)),
      m_key(makeButton(theme, u"copy"_s, tr("Copy its key"), this)), m_test(makeButton(tr("Test"), this)),
      m_apply(makePrimaryButton(tr("Apply"), this))
{
    setWindowTitle(m_restores ? tr("Restore %1").arg(entry.name) : tr("Configure %1").arg(entry.name));
    nameWidgets();
    build();
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_again, &QPushButton::clicked, this, &ToolDialog::look);
    connect(m_key, &QPushButton::clicked, this, &ToolDialog::copyKey);
    connect(m_test, &QPushButton::clicked, this, &ToolDialog::test);
    connect(m_apply, &QPushButton::clicked, this, &ToolDialog::apply);
    connect(m_model, &QLineEdit::textChanged, this, &ToolDialog::look);
    look();
}

void ToolDialog::reject()
{
    if (m_stage != Stage::Working)
        GrowingDialog::reject();
}

void ToolDialog::nameWidgets()
{
    const std::pair<QWidget *, QString> names[] = {{m_message, u"message"_s}, {m_lead, u"lead"_s},   {m_model, u"model"_s},
                                                   {m_diff, u"diff"_s},       {m_facts, u"facts"_s}, {m_warnings, u"warnings"_s},
                                                   {m_tested, u"tested"_s},   {m_close, u"close"_s}, {m_again, u"lookAgain"_s},
                                                   {m_key, u"copyKey"_s},     {m_test, u"test"_s},   {m_apply, u"apply"_s}};
    for (const auto &[widget, name] : names)
        widget->setObjectName(name);
}

void ToolDialog::build()
{
    m_model->setAccessibleName(tr("Model"));
    m_modelField->setHelp(m_entry.needsModel
                              ? tr("%1 wants its model by name: one that an account of yours serves.").arg(isolated(m_entry.name))
                              : tr("May stay empty: %1 then asks for a model of its own.").arg(m_entry.name));
    m_modelField->setVisible(!m_restores && m_entry.takesModel);
    if (m_services.access) {
        auto *completer = new QCompleter(m_services.access->knownModels(), m_model);
        completer->setFilterMode(Qt::MatchContains);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        m_model->setCompleter(completer);
    }
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_tested->setWrapping();
    m_tested->hide();
    m_apply->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(12);
    layout->addWidget(m_message);
    layout->addWidget(m_lead);
    layout->addWidget(m_modelField);
    layout->addWidget(m_diff);
    layout->addWidget(m_facts);
    layout->addWidget(m_warnings);
    layout->addWidget(m_tested);
    layout->addStretch();
    layout->addLayout(makeButtonRow({m_key, m_again, m_close, m_test, m_apply}));
    setMinimumWidth(680);
}

// An answer to a look that another one has followed is dropped.
void ToolDialog::look()
{
    setStage(Stage::Looking);
    const QString model = m_model->text().trimmed();
    const auto change = m_restores ? m_services.tools->previewRestore(m_entry.id) : m_services.tools->previewConfigure(m_entry.id, model);
    onResult(change, this, [this, look = ++m_looks](const Result<ToolChange> &found) {
        if (look == m_looks)
            showChange(found);
    });
}

void ToolDialog::showChange(const Result<ToolChange> &change)
{
    if (!change) {
        m_change = {};
        const bool wantsModel = m_entry.needsModel && m_model->text().trimmed().isEmpty() && change.error().code == Error::Code::NotFound;
        m_lead->setText(wantsModel ? tr("Say first which model it is to ask for.") : QString());
        if (!wantsModel)
            m_message->setMessage(Tone::Bad, u"bad"_s,
                                  m_restores ? tr("%1 can't be restored").arg(isolated(m_entry.name))
                                             : tr("%1 can't be set up").arg(isolated(m_entry.name)),
                                  setupErrorText(change.error()));
        setStage(Stage::Refused);
        m_message->setVisible(!wantsModel);
        m_again->setVisible(!wantsModel); // typing looks again by itself
        m_apply->setVisible(wantsModel);
        return;
    }
    m_change = *change;
    m_model->setPlaceholderText(m_change.model); // as last time, where nothing is typed
    showWords();
    setStage(Stage::Shown);
}

void ToolDialog::showWords()
{
    m_lead->setText(changeLead(m_change));
    m_diff->setFiles(m_change.files);
    m_facts->setText(changeFacts(m_change).join(u'\n'));
    const QStringList warnings = changeWarnings(m_change);
    m_warnings->setMessage(Tone::Warning, u"warning"_s, tr("Mind this"), warnings.join(u'\n'));
}

void ToolDialog::apply()
{
    if (m_stage != Stage::Shown)
        return;
    setStage(Stage::Working);
    onResult(m_restores ? m_services.tools->restore(m_change) : m_services.tools->configure(m_change), this,
             [this](const Result<ToolChange> &done) { finish(done); });
}

void ToolDialog::finish(const Result<ToolChange> &done)
{
    if (!done) {
        m_message->setMessage(Tone::Bad, u"bad"_s, m_restores ? tr("It was not restored") : tr("It was not set up"),
                              setupErrorText(done.error()));
        look(); // what is there now
        m_message->show();
        return;
    }
    m_change.left = done->left; // the lines that were shown are what was done
    m_change.keyName = done->keyName;
    showWords();
    QString text = setupNotes(m_entry.notes);
    QString title = tr("%1 is set up").arg(isolated(m_entry.name));
    if (m_restores) {
        title = done->left.isEmpty() ? tr("%1 is as it was before Homeport").arg(isolated(m_entry.name))
                                     : tr("%1 is restored, but for what someone else has changed").arg(isolated(m_entry.name));
        text = done->keyStays ? tr("Its local key could not be revoked: do that on the Keys page.") : QString();
    }
    const bool isGood = m_change.conflicts.isEmpty() && done->left.isEmpty() && !done->keyStays;
    m_message->setMessage(isGood ? Tone::Good : Tone::Warning, isGood ? u"good"_s : u"warning"_s, title, text);
    setStage(Stage::Done);
    m_close->setFocus();
}

void ToolDialog::test()
{
    m_test->setEnabled(false);
    m_tested->setState(Tone::Neutral, u"running"_s, tr("Asking Homeport with its key…"));
    m_tested->show();
    onResult(m_services.tools->test(m_entry.id), this, [this](const Result<ToolTestReport> &report) {
        m_test->setEnabled(true);
        const ToolStateText result = toolTestText(m_entry.name, report);
        m_tested->setState(result.tone, result.icon, result.word);
    });
}

void ToolDialog::copyKey()
{
    onResult(m_services.tools->keyOf(m_entry.id), this, [this](const Result<SharedSecret> &key) {
        m_tested->show();
        if (!key)
            return m_tested->setState(Tone::Bad, u"bad"_s, setupErrorText(key.error()));
        (*key)->reveal([this](QByteArrayView plain) { m_services.clipboard.copySecret(QString::fromLatin1(plain)); });
        m_tested->setState(Tone::Good, u"good"_s, tr("The key is in the clipboard: paste it into %1.").arg(m_entry.name));
    });
}

void ToolDialog::setStage(Stage stage)
{
    m_stage = stage;
    const bool shown = stage != Stage::Refused && m_change.madeAt.isValid(); // what was there stays until it is known better
    if (stage == Stage::Looking && !shown)
        m_lead->setText(tr("Looking at its files…"));
    if (stage == Stage::Looking || stage == Stage::Working)
        m_message->hide();
    if (stage == Stage::Done)
        m_message->show();
    m_lead->setVisible(!m_lead->text().isEmpty() && stage != Stage::Done);
    m_diff->setVisible(shown && m_change.changesFiles());
    m_facts->setVisible(shown && !m_facts->text().isEmpty());
    m_warnings->setVisible(shown && !changeWarnings(m_change).isEmpty());
    m_modelField->setEnabled(stage != Stage::Working && stage != Stage::Done);
    m_again->setVisible(stage == Stage::Refused);
    m_apply->setVisible(stage != Stage::Done && stage != Stage::Refused);
    m_apply->setEnabled(stage == Stage::Shown);
    m_apply->setText(stage == Stage::Working ? tr("Working…") : tr("Apply"));
    m_test->setVisible(stage == Stage::Done && !m_restores);
    m_key->setVisible(stage == Stage::Done && !m_restores && m_entry.keyByHand);
    m_close->setEnabled(stage != Stage::Working);
    m_close->setText(stage == Stage::Done ? tr("Close") : tr("Cancel"));
    m_close->setAccessibleName(m_close->text());
}

} // namespace homeport
