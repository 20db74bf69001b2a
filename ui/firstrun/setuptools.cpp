// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/setuptools.h"

#include "ui/firstrun/firstruntext.h"
#include "ui/firstrun/setuptoolrow.h"
#include "ui/services/toolsservice.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/tools/tooldialog.h"
#include "ui/tools/toolstext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/statelabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

SetupTools::SetupTools(const Services &services, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_services(services), m_theme(theme), m_state(new StateLabel(theme, this)), m_list(new QVBoxLayout),
      m_absent(makeMutedLabel({}, this)), m_summary(new StateLabel(theme, this)),
      m_again(makeButton(theme, u"retry"_s, tr("Look again"), this)), m_setUp(makePrimaryButton({}, this))
{
    m_state->setObjectName(u"firstRunTools"_s);
    m_state->setWrapping();
    m_absent->setObjectName(u"firstRunAbsent"_s);
    m_summary->setObjectName(u"firstRunSummary"_s);
    m_summary->setWrapping();
    m_summary->hide();
    m_again->setObjectName(u"firstRunLookAgain"_s);
    m_again->setAccessibleName(tr("Look for tools again"));
    m_setUp->setObjectName(u"firstRunSetUp"_s);
    build();
    connect(m_again, &QPushButton::clicked, this, &SetupTools::lookAgain);
    connect(m_setUp, &QPushButton::clicked, this, &SetupTools::run);
    connect(services.tools, &ToolsService::toolsChanged, this, &SetupTools::refresh);
    refresh();
}

void SetupTools::build()
{
    m_list->setSpacing(8);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(m_again);
    foot->addStretch();
    foot->addWidget(m_setUp);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_state);
    layout->addLayout(m_list);
    layout->addWidget(m_absent);
    layout->addWidget(m_summary);
    layout->addLayout(foot);
}

void SetupTools::lookAgain()
{
    m_looked = true;
    m_summary->hide();
    for (SetupToolRow *row : std::exchange(m_order, {})) {
        row->hide();
        row->deleteLater(); // its own button may be what led here
    }
    m_rows.clear();
    m_services.tools->refresh();
    refresh();
}

// Nothing is asked of a tool before somebody looks.
void SetupTools::refresh()
{
    if (!m_looked)
        return showButton();
    const ToolsView view = m_services.tools->tools();
    placeRows(view);
    QStringList absent;
    for (const ToolEntry &entry : view.tools) {
        if (!m_rows.contains(entry.id))
            absent << entry.name;
    }
    m_absent->setText(tr("Not installed: %1").arg(formatList(absent)));
    m_absent->setVisible(!absent.isEmpty());
    m_state->setVisible(view.load != ToolsView::Load::Ready || m_rows.isEmpty());
    if (view.load == ToolsView::Load::Loading)
        m_state->setState(Tone::Neutral, u"running"_s, tr("Looking for tools…"));
    else if (view.load == ToolsView::Load::Failed)
        m_state->setState(Tone::Bad, u"bad"_s, tr("The tools can't be listed. %1").arg(setupErrorText(view.error)));
    else
        m_state->setState(Tone::Neutral, u"info"_s,
                          tr("None of the tools that Homeport can set up was found. Install one and look again. For any other program the "
                             "Tools page has lines to copy."));
    showButton();
}

// Rows are kept by id, so that a change does not take the keyboard focus away.
void SetupTools::placeRows(const ToolsView &view)
{
    QHash<QString, SetupToolRow *> gone = std::exchange(m_rows, {});
    m_order.clear();
    for (const ToolEntry &entry : view.tools) {
        if (!entry.isInstalled() && !entry.isConfigured())
            continue;
        SetupToolRow *row = gone.take(entry.id);
        if (!row)
            row = makeRow();
        row->setTool(entry, view.baseUrl);
        m_list->insertWidget(static_cast<int>(m_order.size()), row);
        row->setVisible(true);
        m_rows.insert(entry.id, row);
        m_order << row;
    }
    for (auto [id, row] : gone.asKeyValueRange()) {
        if (row->isWorking()) { // its answer is waited for
            m_rows.insert(id, row);
            m_order << row;
            continue;
        }
        m_queue.removeAll(row);
        row->hide();
        row->deleteLater();
    }
    QWidget *before = m_again; // what follows it comes after the last one
    for (const SetupToolRow *row : std::as_const(m_order)) {
        const QList<QWidget *> stops = row->tabStops();
        for (QWidget *stop : stops) {
            setTabOrder(before, stop);
            before = stop;
        }
    }
    setTabOrder(before, m_setUp);
}

SetupToolRow *SetupTools::makeRow()
{
    auto *row = new SetupToolRow(m_services, m_theme, this);
    connect(row, &SetupToolRow::changed, this, &SetupTools::showButton);
    connect(row, &SetupToolRow::configureRequested, this, &SetupTools::openDialog);
    connect(row, &SetupToolRow::applied, this, [this](bool done) {
        ++(done ? m_done : m_failed);
        refresh(); // its tool may be gone meanwhile
        next();
    });
    return row;
}

void SetupTools::showButton()
{
    const auto chosen = static_cast<int>(
        std::count_if(m_order.cbegin(), m_order.cend(), [](const SetupToolRow *row) { return row->isChosen(); }));
    const bool isOffered = std::any_of(m_order.cbegin(), m_order.cend(), [](const SetupToolRow *row) { return row->isOffered(); });
    m_setUp->setText(m_running ? tr("Setting up…") : chosen > 0 ? tr("Set up %Ln tools", nullptr, chosen) : tr("Set up tools"));
    m_setUp->setAccessibleName(m_setUp->text());
    m_setUp->setEnabled(!m_running && chosen > 0);
    m_setUp->setVisible(m_running || isOffered);
    m_again->setEnabled(!m_running);
    if (!m_running && std::exchange(m_first, first()) != m_first)
        Q_EMIT firstChanged();
}

bool SetupTools::isLooking() const
{
    return m_services.tools->tools().load == ToolsView::Load::Loading
           || std::any_of(m_order.cbegin(), m_order.cend(), [](const SetupToolRow *row) { return row->isLooking(); });
}

void SetupTools::openDialog(const QString &tool)
{
    const QList<ToolEntry> tools = m_services.tools->tools().tools;
    const auto entry = std::find_if(tools.cbegin(), tools.cend(), [&tool](const ToolEntry &one) { return one.id == tool; });
    if (entry == tools.cend())
        return;
    auto *dialog = new ToolDialog(m_services, m_theme, *entry, ToolChange::Kind::Configure, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void SetupTools::run()
{
    m_done = 0;
    m_failed = 0;
    m_queue.clear();
    for (SetupToolRow *row : std::as_const(m_order)) {
        if (row->isChosen())
            m_queue << row;
    }
    m_summary->hide();
    setRunning(true);
    next();
}

// One after the other: two tools may share a file.
void SetupTools::next()
{
    if (!m_queue.isEmpty())
        return m_queue.takeFirst()->apply();
    setRunning(false);
    const StateText summary = setUpSummary(m_done, m_failed);
    m_summary->setState(summary.tone, summary.icon, summary.title);
    m_summary->show();
    Q_EMIT finished();
}

void SetupTools::setRunning(bool running)
{
    m_running = running;
    for (SetupToolRow *row : std::as_const(m_order))
        row->setFrozen(running);
    showButton();
    Q_EMIT runningChanged();
}

QWidget *SetupTools::first() const
{
    if (isLooking())
        return m_again;
    return m_setUp->isEnabled() && !m_setUp->isHidden() ? m_setUp : nullptr;
}

} // namespace homeport
