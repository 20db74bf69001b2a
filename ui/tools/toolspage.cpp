// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tools/toolspage.h"

#include "ui/services/overviewservice.h"
#include "ui/theme/theme.h"
#include "ui/tools/linescard.h"
#include "ui/tools/tooldialog.h"
#include "ui/tools/toolrow.h"
#include "ui/tools/toolstext.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShowEvent>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// Those that are here, or are set up, are what people come for.
bool isShownFirst(const ToolEntry &entry)
{
    return entry.isInstalled() || entry.isConfigured();
}

} // namespace

ToolsPage::ToolsPage(const Services &services, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_services(services), m_theme(theme), m_trouble(new Banner(theme, this)), m_message(new Banner(theme, this)),
      m_loading(makeMutedLabel(tr("Looking for tools…"), this)),
      m_none(makeMutedLabel(tr("None of the tools that Homeport can set up was found. Install one and look again, or use the lines below."),
                            this)),
      m_list(new QVBoxLayout), m_toggle(makeLinkButton(theme, u"forward"_s, {}, this)), m_others(new QWidget(this)),
      m_otherList(new QVBoxLayout(m_others)), m_lines(new LinesCard(services, theme, this))
{
    setObjectName(u"toolsPage"_s);
    build(new PageFrame(tr("Tools"), PageFrame::Kind::Scrolling, this));
    nameWidgets();
    connect(m_again, &QPushButton::clicked, this, [this] { m_services.tools->refresh(); });
    connect(m_toggle, &QPushButton::clicked, this, [this] { showOthers(m_others->isHidden()); });
    for (QPushButton *button : {m_restoreAll, m_troubleRestore})
        connect(button, &QPushButton::clicked, this, &ToolsPage::confirmRestoreAll);
    connect(services.tools, &ToolsService::toolsChanged, this, &ToolsPage::refresh);
    connect(&services.overview, &OverviewService::overviewChanged, this, [this] { showBanners(m_services.tools->tools()); });
    showOthers(false);
    refresh();
}

void ToolsPage::build(PageFrame *frame)
{
    m_again = makeButton(m_theme, u"retry"_s, tr("Look again"), this);
    m_restoreAll = makeButton(tr("Restore all…"), this);
    m_restoreAll->setToolTip(tr("Give all tools back what they had before Homeport"));
    frame->header()->addWidget(m_again);
    frame->header()->addWidget(m_restoreAll);
    m_troubleRestore = makeButton(tr("Restore all…"), this);
    m_trouble->actions()->addWidget(m_troubleRestore);
    m_trouble->actions()->addStretch();
    m_list->setSpacing(8);
    m_otherList->setContentsMargins(0, 0, 0, 0);
    m_otherList->setSpacing(8);
    frame->body()->addWidget(m_trouble);
    frame->body()->addWidget(m_message);
    frame->body()->addWidget(m_loading);
    frame->body()->addWidget(m_none);
    frame->body()->addLayout(m_list);
    frame->body()->addWidget(m_toggle, 0, Qt::AlignLeft);
    frame->body()->addWidget(m_others);
    frame->body()->addWidget(m_lines);
    frame->body()->addStretch(1); // with a factor, else the card's code view takes half of the room that is left
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(frame);
}

void ToolsPage::nameWidgets()
{
    const std::pair<QWidget *, QString> names[] = {
        {m_trouble, u"toolsTrouble"_s}, {m_message, u"toolsMessage"_s},  {m_loading, u"toolsLoading"_s},
        {m_none, u"noTools"_s},         {m_toggle, u"otherTools"_s},     {m_others, u"others"_s},
        {m_again, u"lookAgain"_s},      {m_restoreAll, u"restoreAll"_s}, {m_troubleRestore, u"troubleRestore"_s}};
    for (const auto &[widget, name] : names)
        widget->setObjectName(name);
}

void ToolsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!event->spontaneous())
        m_services.tools->refresh();
}

void ToolsPage::refresh()
{
    const ToolsView view = m_services.tools->tools();
    placeRows(view);
    const auto first = std::count_if(view.tools.cbegin(), view.tools.cend(), isShownFirst);
    const auto others = static_cast<int>(view.tools.size() - first);
    m_loading->setVisible(view.load == ToolsView::Load::Loading);
    m_none->setVisible(view.load == ToolsView::Load::Ready && first == 0);
    m_toggle->setVisible(others > 0);
    m_toggle->setText(tr("Not installed (%1)").arg(others));
    m_restoreAll->setVisible(!configuredNames(view).isEmpty());
    showOthers(others > 0 && !m_others->isHidden());
    showBanners(view);
    m_lines->refresh();
    arrangeTabs(view);
}

// Rows are kept by id, so that a change does not take the keyboard focus away.
void ToolsPage::placeRows(const ToolsView &view)
{
    QHash<QString, ToolRow *> gone = std::exchange(m_rows, {});
    int place = 0;
    int otherPlace = 0;
    for (const ToolEntry &entry : view.tools) {
        ToolRow *row = gone.take(entry.id);
        if (!row)
            row = makeRow();
        row->setTool(entry, view.baseUrl);
        if (isShownFirst(entry))
            m_list->insertWidget(place++, row);
        else
            m_otherList->insertWidget(otherPlace++, row);
        row->setVisible(true);
        m_rows.insert(entry.id, row);
    }
    for (ToolRow *row : std::as_const(gone)) {
        row->hide();
        row->deleteLater(); // its own button may be what led here
    }
}

void ToolsPage::showBanners(const ToolsView &view)
{
    const ToolsTrouble trouble = toolsTrouble(view, m_services.overview.overview().relay);
    const bool isFailed = view.load == ToolsView::Load::Failed;
    if (isFailed)
        m_trouble->setMessage(Tone::Bad, u"bad"_s, tr("The tools can't be listed"), setupErrorText(view.error));
    else
        m_trouble->setMessage(Tone::Warning, u"warning"_s, trouble.title, trouble.text);
    m_troubleRestore->setVisible(!isFailed);
    m_trouble->setVisible(isFailed || trouble.tools > 0);
}

// Rows move between the two lists, and the order of Tab would not follow.
void ToolsPage::arrangeTabs(const ToolsView &view)
{
    QList<QWidget *> stops{m_again, m_restoreAll, m_troubleRestore};
    for (const bool first : {true, false}) {
        for (const ToolEntry &entry : view.tools) {
            if (isShownFirst(entry) == first)
                stops << m_rows.value(entry.id)->tabStops();
        }
        if (first)
            stops << m_toggle;
    }
    stops << m_lines->tabStops();
    for (qsizetype i = 1; i < stops.size(); ++i)
        setTabOrder(stops.at(i - 1), stops.at(i));
}

ToolRow *ToolsPage::makeRow()
{
    auto *row = new ToolRow(m_theme, this);
    connect(row, &ToolRow::configureRequested, this, [this](const QString &tool) { openDialog(tool, ToolChange::Kind::Configure); });
    connect(row, &ToolRow::restoreRequested, this, [this](const QString &tool) { openDialog(tool, ToolChange::Kind::Restore); });
    connect(row, &ToolRow::testRequested, this, &ToolsPage::test);
    connect(row, &ToolRow::testStopped, this, &ToolsPage::stopTest);
    connect(row, &ToolRow::keyRequested, this, &ToolsPage::copyKey);
    connect(row, &ToolRow::folderRequested, this, &ToolsPage::openFolder);
    return row;
}

void ToolsPage::showOthers(bool shown)
{
    m_others->setVisible(shown);
    m_toggle->setIcon(m_theme.icon(shown ? u"down"_s : u"forward"_s, &Colors::accent));
    m_toggle->setAccessibleName(shown ? tr("Hide tools that are not installed") : tr("Show tools that are not installed"));
}

void ToolsPage::openDialog(const QString &tool, ToolChange::Kind kind)
{
    const QList<ToolEntry> tools = m_services.tools->tools().tools;
    const auto entry = std::find_if(tools.cbegin(), tools.cend(), [&tool](const ToolEntry &one) { return one.id == tool; });
    if (entry == tools.cend())
        return;
    if (ToolRow *row = m_rows.value(tool))
        row->setTestResult({}); // it was of what was set up so far
    m_message->hide();
    auto *dialog = new ToolDialog(m_services, m_theme, *entry, kind, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace homeport
