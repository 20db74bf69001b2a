// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/setuptoolrow.h"

#include "core/base/onresult.h"
#include "ui/theme/theme.h"
#include "ui/tools/diffview.h"
#include "ui/tools/setupwords.h"
#include "ui/tools/toolstext.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"
#include "ui/widgets/statelabel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

SetupToolRow::SetupToolRow(const Services &services, const Theme &theme, QWidget *parent)
    : QFrame(parent), m_services(services), m_theme(theme), m_choose(new QCheckBox(this)), m_name(new ElidedLabel(Qt::ElideRight, this)),
      m_version(makeMutedLabel({}, this)), m_state(new StateLabel(theme, this)), m_files(makeMutedLabel({}, this)),
      m_toggle(makeLinkButton(theme, u"forward"_s, {}, this)), m_again(makeLinkButton(theme, u"retry"_s, tr("Look again"), this)),
      m_configure(makeLinkButton(theme, u"edit"_s, tr("Configure…"), this)),
      m_key(makeLinkButton(theme, u"copy"_s, tr("Copy its key"), this)), m_details(new QWidget(this)),
      m_lead(makeLabel({}, font(), m_details)), m_diff(new DiffView({}, theme, m_details)), m_facts(makeMutedLabel({}, m_details)),
      m_warnings(new Banner(theme, m_details)), m_result(new StateLabel(theme, this))
{
    setProperty("role", u"card"_s);
    m_choose->setChecked(true);
    m_choose->setFont(titleFont());
    m_name->setFont(titleFont());
    m_version->setWordWrap(false);
    m_state->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_result->setWrapping();
    m_result->hide();
    build();
    showDetails(false);
    connect(m_choose, &QCheckBox::toggled, this, &SetupToolRow::changed);
    connect(m_toggle, &QPushButton::clicked, this, [this] { showDetails(m_details->isHidden()); });
    connect(m_again, &QPushButton::clicked, this, &SetupToolRow::look);
    connect(m_configure, &QPushButton::clicked, this, [this] { Q_EMIT configureRequested(m_entry.id); });
    connect(m_key, &QPushButton::clicked, this, &SetupToolRow::copyKey);
}

void SetupToolRow::nameWidgets()
{
    setObjectName(u"firstRunRow_%1"_s.arg(m_entry.id));
    const std::pair<QWidget *, QString> names[] = {{m_choose, u"Tool"_s},       {m_state, u"State"_s},     {m_files, u"Files"_s},
                                                   {m_toggle, u"Changes"_s},    {m_again, u"LookAgain"_s}, {m_configure, u"Configure"_s},
                                                   {m_key, u"Key"_s},           {m_diff, u"Diff"_s},       {m_facts, u"Facts"_s},
                                                   {m_warnings, u"Warnings"_s}, {m_result, u"Result"_s}};
    for (const auto &[widget, name] : names)
        widget->setObjectName(u"firstRun%1_%2"_s.arg(name, m_entry.id));
    m_choose->setAccessibleName(tr("Set up %1").arg(m_entry.name));
    m_again->setAccessibleName(tr("Look again at %1").arg(m_entry.name));
    m_configure->setAccessibleName(tr("Configure %1").arg(m_entry.name));
    m_key->setAccessibleName(tr("Copy the key of %1").arg(m_entry.name));
    m_diff->setAccessibleName(tr("What changes in the files of %1").arg(m_entry.name));
}

void SetupToolRow::build()
{
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_choose);
    top->addWidget(m_name);
    top->addWidget(m_version);
    top->addStretch();
    top->addWidget(m_state);
    auto *links = new QWidget(this);
    auto *flow = new FlowLayout(16, links);
    for (QPushButton *link : {m_toggle, m_again, m_configure, m_key})
        flow->addWidget(link);
    auto *details = new QVBoxLayout(m_details);
    details->setContentsMargins(0, 0, 0, 0);
    details->setSpacing(8);
    for (QWidget *part : std::initializer_list<QWidget *>{m_lead, m_diff, m_facts, m_warnings})
        details->addWidget(part);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 8);
    layout->setSpacing(4);
    layout->addLayout(top);
    layout->addWidget(m_files);
    layout->addWidget(m_result);
    layout->addWidget(links);
    layout->addWidget(m_details);
}

void SetupToolRow::setTool(const ToolEntry &entry, const QString &baseUrl)
{
    m_entry = entry;
    m_baseUrl = baseUrl;
    nameWidgets();
    m_choose->setText(entry.name);
    m_name->setFullText(entry.name);
    m_version->setText(entry.found.version);
    m_version->setVisible(!entry.found.version.isEmpty());
    const bool isTicked = toolOffer(entry, baseUrl) == ToolOffer::Tick;
    if (m_stage == Stage::Working || m_stage == Stage::Done)
        return showState();
    if (!isTicked)
        return setStage(Stage::Idle);
    if (m_stage == Stage::Idle || m_lookedFor != baseUrl)
        return look();
    showState();
}

void SetupToolRow::setFrozen(bool frozen)
{
    m_frozen = frozen;
    showState();
}

bool SetupToolRow::isChosen() const
{
    return m_stage == Stage::Shown && m_choose->isChecked();
}

// An answer to a look that another one has followed is dropped.
void SetupToolRow::look()
{
    m_lookedFor = m_baseUrl;
    tell({}, {}, {});
    setStage(Stage::Looking);
    onResult(m_services.tools->previewConfigure(m_entry.id, {}), this, [this, look = ++m_looks](const Result<ToolChange> &found) {
        if (look == m_looks && m_stage == Stage::Looking)
            showChange(found);
    });
}

void SetupToolRow::showChange(const Result<ToolChange> &change)
{
    if (!change) {
        m_change = {};
        tell(Tone::Bad, u"bad"_s, setupErrorText(change.error()));
        return setStage(Stage::Refused);
    }
    m_change = *change;
    m_lead->setText(changeLead(m_change));
    m_diff->setFiles(m_change.files);
    m_diff->setVisible(m_change.changesFiles());
    m_facts->setText(changeFacts(m_change).join(u'\n'));
    const QStringList warnings = changeWarnings(m_change);
    m_warnings->setMessage(Tone::Warning, u"warning"_s, tr("Mind this"), warnings.join(u'\n'));
    m_warnings->setVisible(!warnings.isEmpty());
    setStage(Stage::Shown);
}

void SetupToolRow::apply()
{
    tell({}, {}, {});
    setStage(Stage::Working);
    onResult(m_services.tools->configure(m_change), this, [this](const Result<ToolChange> &done) { finish(done); });
}

void SetupToolRow::finish(const Result<ToolChange> &done)
{
    if (!done) {
        look(); // what is there now
        tell(Tone::Bad, u"bad"_s, tr("It was not set up. %1").arg(setupErrorText(done.error())));
    } else {
        tell({}, {}, {});
        m_change = *done;
        setStage(Stage::Done);
        if (!m_entry.notes.isEmpty())
            tell(Tone::Info, u"info"_s, setupNotes(m_entry.notes));
    }
    Q_EMIT applied(done.has_value());
}

void SetupToolRow::copyKey()
{
    onResult(m_services.tools->keyOf(m_entry.id), this, [this](const Result<SharedSecret> &key) {
        if (!key)
            return tell(Tone::Bad, u"bad"_s, setupErrorText(key.error()));
        (*key)->reveal([this](QByteArrayView plain) { m_services.clipboard.copySecret(QString::fromLatin1(plain)); });
        tell(Tone::Good, u"good"_s, tr("The key is in the clipboard: paste it into %1.").arg(m_entry.name));
    });
}

void SetupToolRow::setStage(Stage stage)
{
    m_stage = stage;
    showState();
    Q_EMIT changed();
}

void SetupToolRow::showState()
{
    const ToolStateText state = toolStateText(m_entry, m_baseUrl);
    const bool isDone = m_stage == Stage::Done;
    const bool isTicked = m_stage != Stage::Idle && !isDone;
    m_choose->setVisible(isTicked);
    m_choose->setEnabled(!m_frozen && m_stage != Stage::Refused && m_stage != Stage::Working);
    m_name->setVisible(!isTicked);
    if (m_stage == Stage::Working)
        m_state->setState(Tone::Info, u"running"_s, tr("Setting it up…"));
    else if (isDone)
        m_state->setState(Tone::Good, u"good"_s, tr("Set up"));
    else
        m_state->setState(state.tone, state.icon, state.word);
    setAccessibleName(tr("%1, %2").arg(m_entry.name, m_state->text()));
    if (m_stage == Stage::Looking)
        m_files->setText(tr("Looking at its files…"));
    else if (m_stage == Stage::Idle)
        m_files->setText(byHandText(m_entry, m_baseUrl));
    else
        m_files->setText(m_stage == Stage::Refused ? QString() : changedFilesText(m_change, isDone));
    m_files->setVisible(!m_files->text().isEmpty());
    const bool isKnown = m_stage == Stage::Shown || m_stage == Stage::Working || isDone;
    m_toggle->setVisible(isKnown && m_change.changesFiles());
    if (!m_toggle->isVisibleTo(this))
        showDetails(false);
    m_again->setVisible(m_stage == Stage::Refused);
    const ToolOffer offer = toolOffer(m_entry, m_baseUrl);
    m_configure->setVisible((m_stage == Stage::Idle && offer == ToolOffer::ByHand) || m_stage == Stage::Refused);
    m_configure->setEnabled(!m_frozen);
    m_key->setVisible((isDone || (m_stage == Stage::Idle && offer == ToolOffer::SetUp)) && m_entry.keyByHand);
}

void SetupToolRow::showDetails(bool shown)
{
    m_details->setVisible(shown);
    m_toggle->setIcon(m_theme.icon(shown ? u"down"_s : u"forward"_s, &Colors::accent));
    m_toggle->setText(shown ? tr("Hide changes") : tr("Show changes"));
    m_toggle->setAccessibleName(shown ? tr("Hide what changes for %1").arg(m_entry.name)
                                      : tr("Show what changes for %1").arg(m_entry.name));
}

void SetupToolRow::tell(Tone tone, const QString &icon, const QString &text)
{
    m_result->setVisible(!text.isEmpty());
    if (!text.isEmpty())
        m_result->setState(tone, icon, text);
}

QList<QWidget *> SetupToolRow::tabStops() const
{
    return {m_choose, m_toggle, m_again, m_configure, m_key, m_diff};
}

} // namespace homeport
