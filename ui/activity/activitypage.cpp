// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/activitypage.h"

#include "core/base/onresult.h"
#include "ui/activity/requestdetail.h"
#include "ui/activity/requestfeed.h"
#include "ui/activity/requestfilterbar.h"
#include "ui/activity/requestmodel.h"
#include "ui/activity/requesttable.h"
#include "ui/activity/requesttext.h"
#include "ui/activity/searchstrip.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

using State = RequestFeed::Progress::State;

enum Content { EmptyContent, FailureContent, ListContent };

} // namespace

ActivityPage::ActivityPage(const Services &services, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_services(services), m_feed(new RequestFeed(services.activity, services.requests, this)),
      m_model(new RequestModel(theme, this)), m_filter(new RequestFilterBar(services.activity, theme, this)),
      m_content(new QStackedWidget(this)), m_table(new RequestTable(*m_model, this)),
      m_follow(makeButton(theme, u"follow"_s, tr("Follow newest"), this)), m_count(makeMutedLabel({}, this)), m_overlay(new QWidget),
      m_noMatch(makeMutedLabel({}, m_overlay)), m_clear(makeButton(tr("Show all"), m_overlay)), m_strip(new SearchStrip(theme, this)),
      m_detail(new RequestDetail(services, theme, this))
{
    setObjectName(u"activityPage"_s);
    build(new PageFrame(tr("Activity"), PageFrame::Kind::Fixed, this), theme);
    connectFeed();
    connectTable();
    connect(m_detail, &RequestDetail::keyRequested, this, &ActivityPage::keyRequested);
    addShortcuts();
    m_feed->setFilter({});
}

void ActivityPage::showOnly(const std::map<UsageDimension, QString> &where)
{
    m_filter->showOnly(where);
}

void ActivityPage::build(PageFrame *frame, const Theme &theme)
{
    m_count->setObjectName(u"count"_s);
    m_count->setWordWrap(false);
    m_detail->setObjectName(u"detail"_s);
    m_follow->setObjectName(u"follow"_s);
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_follow->setToolTip(tr("Keep the newest request in view"));
    frame->header()->addWidget(m_count);
    frame->header()->addWidget(m_follow);

    m_failure = new EmptyState(theme, u"bad"_s, tr("Requests could not be read"), readingFailedText({Error::Code::Storage, {}}), this);
    m_failure->setObjectName(u"activityError"_s);
    auto *retry = makeButton(theme, u"retry"_s, tr("Try again"), m_failure);
    retry->setObjectName(u"retryActivity"_s);
    m_failure->actions()->addWidget(retry);
    connect(retry, &QPushButton::clicked, m_feed, &RequestFeed::goOn);

    m_content->addWidget(
        new EmptyState(theme, u"activity"_s, tr("Nothing yet"),
                       tr("Requests appear here as they run. The Overview page has the lines that point a tool at Homeport."), this));
    m_content->addWidget(m_failure);
    m_content->addWidget(makeList());
    frame->body()->addWidget(m_content, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(frame);
}

QWidget *ActivityPage::makeList()
{
    auto *list = new QWidget(this);
    auto *layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_filter);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_strip);
    layout->addWidget(m_detail);

    m_noMatch->setObjectName(u"noMatch"_s);
    m_noMatch->setAlignment(Qt::AlignCenter);
    m_clear->setObjectName(u"showAll"_s);
    auto *overlay = new QVBoxLayout(m_overlay);
    overlay->addStretch();
    overlay->addWidget(m_noMatch);
    overlay->addWidget(m_clear, 0, Qt::AlignHCenter);
    overlay->addStretch();
    auto *over = new QVBoxLayout(m_table->viewport());
    over->addWidget(m_overlay);
    setTabOrder(m_filter, m_table);
    return list;
}

void ActivityPage::connectFeed()
{
    connect(m_feed, &RequestFeed::rowsChanged, this, &ActivityPage::showRows);
    connect(m_feed, &RequestFeed::progressChanged, this, &ActivityPage::showState);
    connect(m_filter, &RequestFilterBar::changed, this, [this] {
        m_table->setCanFollow(true);
        m_table->setFollowing(true);
        m_feed->setFilter(m_filter->filter());
    });
    connect(m_clear, &QPushButton::clicked, this, [this] {
        m_filter->clear();
        m_filter->focusSearch();
    });
    connect(m_strip, &SearchStrip::stopClicked, m_feed, &RequestFeed::stop);
    connect(m_strip, &SearchStrip::goOnClicked, m_feed, &RequestFeed::goOn);
}

void ActivityPage::connectTable()
{
    // Queued: the feed may be telling of rows just now.
    connect(m_table, &RequestTable::bottomNear, m_feed, &RequestFeed::older, Qt::QueuedConnection);
    connect(m_table, &RequestTable::topNear, m_feed, &RequestFeed::newer, Qt::QueuedConnection);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, m_feed, [this] { m_feed->setPlace(m_table->placeId()); });
    connect(m_table, &RequestTable::requestSelected, this, &ActivityPage::showSelected);
    connect(m_table, &RequestTable::followingChanged, this, [this](bool on) {
        m_feed->setFollowing(on);
        m_follow->setChecked(on);
    });
    connect(m_follow, &QPushButton::clicked, this, [this](bool on) {
        if (on) {
            m_feed->toNewest();
            m_table->setCanFollow(true);
        }
        m_table->setFollowing(on);
    });
}

void ActivityPage::addShortcuts()
{
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, m_filter, &RequestFilterBar::focusSearch);
    auto *copy = new QShortcut(QKeySequence::Copy, m_table);
    copy->setContext(Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, &ActivityPage::copySelected);
}

bool ActivityPage::isFiltered() const
{
    return !m_feed->filter().isEmpty();
}

void ActivityPage::showRows()
{
    m_table->setCanFollow(m_feed->hasNewest());
    m_model->setRows(m_feed->rows());
    m_table->tellEnds();
    showState();
    showSelected();
}

void ActivityPage::showState()
{
    const RequestFeed::Progress &progress = m_feed->progress();
    const int shown = m_model->rowCount();
    const bool isSettled = progress.state == State::Idle && m_feed->hasOldest() && m_feed->hasNewest();
    const bool hasFailed = progress.state == State::Failed;
    const bool isNothing = shown == 0 && !isFiltered();
    m_content->setCurrentIndex(isNothing && hasFailed ? FailureContent : isNothing && isSettled ? EmptyContent : ListContent);
    if (hasFailed)
        m_failure->setText(readingFailedText(progress.error));

    m_overlay->setVisible(shown == 0 && !hasFailed);
    m_noMatch->setText(isSettled ? tr("No request matches.") : isFiltered() ? tr("Nothing found so far.") : QString());
    m_clear->setVisible(isSettled);
    m_strip->setProgress(progress, isFiltered());
    const qint64 all = std::max<qint64>(progress.total, shown);
    m_count->setText(!isFiltered() ? tr("Requests: %L1").arg(all)
                     : isSettled   ? tr("Found: %L1").arg(shown)
                                   : tr("Found so far: %L1").arg(shown));
    m_count->setVisible(m_content->currentIndex() == ListContent && (shown > 0 || isFiltered()));
    m_detail->setVisible(shown > 0);
    m_follow->setVisible(m_content->currentIndex() == ListContent);
}

// The selected one stays shown when it is not in the list any more.
void ActivityPage::showSelected()
{
    const quint64 id = m_table->selectedId();
    const int row = id == 0 ? -1 : m_model->rowOf(id);
    if (id == 0)
        m_detail->clear();
    else if (row >= 0)
        m_detail->setRecord(m_model->record(row));
    askForTrace();
}

// Rows of the ledger come without theirs.
void ActivityPage::askForTrace()
{
    const quint64 id = m_table->selectedId();
    const int row = id == 0 ? -1 : m_model->rowOf(id);
    if (row < 0 || m_traceOf == id)
        return;
    const RequestRecord &record = m_model->record(row);
    if (record.outcome == RequestRecord::Outcome::Running || !record.trace.steps.isEmpty())
        return;
    m_traceOf = id;
    onResult(m_services.activity.request(id), this, [this, id](const Result<RequestRecord> &whole) {
        if (m_table->selectedId() != id)
            return;
        if (whole)
            m_feed->take(*whole);
        else if (whole.error().code != Error::Code::NotFound)
            m_detail->setTraceProblem(readingFailedText(whole.error()));
    });
}

// In a narrow window the names get the room; the numbers are in the detail below, which leaves most of a low one to the list.
void ActivityPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_table->setRoom(width());
    m_detail->setMaximumHeight(std::max(160, height() * 2 / 5));
}

void ActivityPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_feed->setActive(true);
}

void ActivityPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_feed->setActive(false);
}

void ActivityPage::copySelected()
{
    const int row = m_table->selectedId() == 0 ? -1 : m_model->rowOf(m_table->selectedId());
    if (row >= 0)
        m_services.clipboard.copy(requestLine(m_model->record(row)));
}

} // namespace homeport
