// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tools/toolrow.h"

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"
#include "ui/widgets/statelabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

ToolRow::ToolRow(const Theme &theme, QWidget *parent)
    : QFrame(parent), m_name(new ElidedLabel(Qt::ElideRight, this)), m_version(makeMutedLabel({}, this)),
      m_state(new StateLabel(theme, this)), m_found(new ElidedLabel(Qt::ElideMiddle, this)), m_note(makeMutedLabel({}, this)),
      m_tested(new StateLabel(theme, this)), m_configure(makeButton(tr("Configure…"), this)), m_restore(makeButton(tr("Restore…"), this)),
      m_test(makeButton(tr("Test"), this)), m_key(makeLinkButton(theme, u"copy"_s, tr("Copy its key"), this)),
      m_open(makeLinkButton(theme, u"file"_s, tr("Open the folder of its settings"), this))
{
    setProperty("role", u"card"_s);
    const std::pair<QWidget *, QString> names[] = {{m_name, u"name"_s},           {m_version, u"version"_s}, {m_state, u"state"_s},
                                                   {m_found, u"found"_s},         {m_note, u"note"_s},       {m_tested, u"tested"_s},
                                                   {m_configure, u"configure"_s}, {m_restore, u"restore"_s}, {m_test, u"test"_s},
                                                   {m_key, u"copyKey"_s},         {m_open, u"openFolder"_s}};
    for (const auto &[widget, name] : names)
        widget->setObjectName(name);
    m_name->setFont(titleFont());
    m_version->setWordWrap(false);
    m_found->setProperty("role", u"muted"_s);
    m_tested->setWrapping();
    build();
    connect(m_configure, &QPushButton::clicked, this, [this] { Q_EMIT configureRequested(m_id); });
    connect(m_restore, &QPushButton::clicked, this, [this] { Q_EMIT restoreRequested(m_id); });
    connect(m_key, &QPushButton::clicked, this, [this] { Q_EMIT keyRequested(m_id); });
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT folderRequested(m_folder); });
    connect(m_test, &QPushButton::clicked, this, [this] {
        if (m_testing)
            Q_EMIT testStopped(m_id);
        else
            Q_EMIT testRequested(m_id);
    });
}

void ToolRow::build()
{
    auto *top = new FlowLayout(8);
    top->addWidget(m_name);
    top->addWidget(m_version);
    top->addStretch();
    top->addWidget(m_test);
    top->addWidget(m_restore);
    top->addWidget(m_configure);
    auto *second = new QHBoxLayout;
    second->setSpacing(16);
    second->addWidget(m_state);
    second->addWidget(m_found, 1);
    auto *links = new FlowLayout(16);
    links->addWidget(m_open);
    links->addWidget(m_key);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 12, 12, 12);
    layout->setSpacing(4);
    layout->addLayout(top);
    layout->addLayout(second);
    layout->addWidget(m_note);
    layout->addWidget(m_tested);
    layout->addLayout(links);
    m_tested->hide();
}

void ToolRow::setTool(const ToolEntry &entry, const QString &baseUrl)
{
    m_id = entry.id;
    m_folder = entry.folder;
    setObjectName(u"tool_%1"_s.arg(entry.id));
    const ToolStateText state = toolStateText(entry, baseUrl);
    m_name->setFullText(entry.name);
    m_version->setText(entry.found.version);
    m_version->setVisible(!entry.found.version.isEmpty());
    m_state->setState(state.tone, state.icon, state.word);
    m_found->setFullText(toolFoundText(entry));
    const QStringList remarks = toolRemarks(entry, baseUrl);
    m_note->setText(remarks.join(u'\n'));
    m_note->setVisible(!remarks.isEmpty());
    setTone(m_note, state.tone == Tone::Bad || state.tone == Tone::Warning ? state.tone : Tone::Neutral);
    m_restore->setVisible(entry.isConfigured());
    m_test->setVisible(entry.isConfigured());
    m_key->setVisible(entry.isConfigured() && entry.keyByHand && !entry.keyRevoked);
    m_open->setVisible(entry.isConfigured() || entry.isInstalled());
    m_open->setToolTip(entry.folder);
    setAccessibleName(tr("%1, %2").arg(entry.name, state.word));
    m_configure->setAccessibleName(tr("Configure %1").arg(entry.name));
    m_restore->setAccessibleName(tr("Restore %1").arg(entry.name));
    m_key->setAccessibleName(tr("Copy the key of %1").arg(entry.name));
    m_open->setAccessibleName(tr("Open the folder of the settings of %1").arg(entry.name));
    setTesting(m_testing);
}

void ToolRow::setTesting(bool testing)
{
    m_testing = testing;
    m_test->setText(testing ? tr("Stop") : tr("Test"));
    m_test->setAccessibleName(testing ? tr("Stop testing %1").arg(m_name->text()) : tr("Test %1").arg(m_name->text()));
    if (testing)
        setTestResult({Tone::Neutral, u"running"_s, tr("Asking Homeport with its key…")});
}

void ToolRow::setTestResult(const ToolStateText &result)
{
    m_tested->setVisible(!result.word.isEmpty());
    if (!result.word.isEmpty())
        m_tested->setState(result.tone, result.icon, result.word);
}

QList<QWidget *> ToolRow::tabStops() const
{
    return {m_test, m_restore, m_configure, m_open, m_key};
}

} // namespace homeport
