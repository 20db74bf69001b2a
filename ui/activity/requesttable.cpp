// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/requesttable.h"

#include "ui/activity/requestmodel.h"
#include "ui/activity/requesttext.h"
#include "ui/text/format.h"
#include "ui/widgets/titleheader.h"

#include <QHeaderView>
#include <QResizeEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int NarrowBelow = 800;
constexpr int NarrowStatus = 104; // then what it is called gives way
constexpr int CellPadding = 24;   // of both sides, as in the style sheet
constexpr int PagesAhead = 2;     // of the view: more is brought before it is reached

QString widestState(const QFontMetrics &metrics)
{
    using Outcome = RequestRecord::Outcome;
    QString widest;
    for (const auto outcome : {Outcome::Running, Outcome::Done, Outcome::Refused, Outcome::UpstreamFailed, Outcome::UpstreamClosed,
                               Outcome::ClientClosed, Outcome::TimedOut, Outcome::Cancelled}) {
        RequestRecord record;
        record.outcome = outcome;
        const QString word = requestStateText(record).word;
        if (metrics.horizontalAdvance(word) > metrics.horizontalAdvance(widest))
            widest = word;
    }
    return widest;
}

} // namespace

RequestTable::RequestTable(RequestModel &model, QWidget *parent) : QTableView(parent), m_model(model)
{
    setObjectName(u"requests"_s);
    setAccessibleName(tr("Requests"));
    setModel(&model);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setIconSize({16, 16});
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(std::max(32, fontMetrics().height() + 12));
    setColumns();
    connect(&model, &RequestModel::aboutToFollow, this, &RequestTable::remember);
    connect(&model, &RequestModel::followed, this, &RequestTable::restore);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &RequestTable::scrolled);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &RequestTable::takeSelection);
}

void RequestTable::setColumns()
{
    auto *header = new TitleHeader(CellPadding, Qt::ElideRight, this);
    setHorizontalHeader(header);
    header->setMinimumSectionSize(48);
    const std::pair<RequestModel::Column, QString> samples[] = {{RequestModel::Time, RequestModel::widestTime(fontMetrics())},
                                                                {RequestModel::Status, u"        "_s + widestState(fontMetrics())},
                                                                {RequestModel::FirstByte, formatMilliseconds(888)},
                                                                {RequestModel::Duration, u"00 min 00 s"_s},
                                                                {RequestModel::Bytes, formatBytes(888'800)}};
    for (const auto &[column, sample] : samples) {
        header->setSectionResizeMode(column, QHeaderView::Fixed);
        header->resizeSection(column, std::max(fontMetrics().horizontalAdvance(sample) + CellPadding, titleWidth(column)));
    }
    m_statusWidth = header->sectionSize(RequestModel::Status);
    header->setSectionResizeMode(RequestModel::AccountName, QHeaderView::Fixed);
    for (const auto column : {RequestModel::Tool, RequestModel::Model})
        header->setSectionResizeMode(column, QHeaderView::Stretch);
}

void RequestTable::setRoom(int width)
{
    const bool narrow = width < NarrowBelow;
    setColumnHidden(RequestModel::FirstByte, narrow);
    setColumnHidden(RequestModel::Bytes, narrow);
    horizontalHeader()->resizeSection(RequestModel::Status, narrow ? std::min(m_statusWidth, NarrowStatus) : m_statusWidth);
    horizontalHeader()->resizeSection(RequestModel::AccountName,
                                      std::max({100, width / 8, narrow ? 0 : titleWidth(RequestModel::AccountName)}));
}

int RequestTable::titleWidth(int column) const
{
    return fontMetrics().horizontalAdvance(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString()) + 1
           + CellPadding; // an advance is rounded
}

int RequestTable::rowHeight() const
{
    return verticalHeader()->defaultSectionSize();
}

quint64 RequestTable::placeId() const
{
    const QModelIndex first = indexAt({1, 1});
    return first.isValid() ? m_model.record(first.row()).id : 0;
}

void RequestTable::setFollowing(bool on)
{
    if (on)
        scrollToTop();
    if (std::exchange(m_isFollowing, on) != on)
        Q_EMIT followingChanged(on);
}

void RequestTable::setCanFollow(bool newest)
{
    m_canFollow = newest;
    if (!newest)
        setFollowing(false);
}

void RequestTable::scrolled(int value)
{
    if (m_isAdjusting)
        return;
    setFollowing(value == 0 && m_canFollow);
    tellEnds();
}

void RequestTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    // The detail opens below: what was chosen to be seen in it stays in view.
    const int row = m_selected == 0 ? -1 : m_model.rowOf(m_selected);
    const int end = row < 0 ? 0 : rowViewportPosition(row) + rowHeight();
    if (end > viewport()->height() && end <= event->oldSize().height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + end - viewport()->height());
    tellEnds();
}

void RequestTable::tellEnds()
{
    const QScrollBar *bar = verticalScrollBar();
    const int ahead = PagesAhead * std::max(1, viewport()->height());
    if (bar->value() < ahead)
        Q_EMIT topNear();
    if (bar->value() > model()->rowCount() * rowHeight() - viewport()->height() - ahead)
        Q_EMIT bottomNear();
}

void RequestTable::remember()
{
    m_isAdjusting = true;
    m_place = indexAt({1, 1});
    m_offset = m_place.isValid() ? rowViewportPosition(m_place.row()) : 0;
}

// The view lays its rows out with the next event only: the scroll bar gets its range here, so that it can take the value.
void RequestTable::restore()
{
    restoreSelection();
    QScrollBar *bar = verticalScrollBar();
    bar->setMaximum(std::max(0, m_model.rowCount() * rowHeight() - viewport()->height()));
    if (m_isFollowing)
        bar->setValue(0);
    else if (m_place.isValid())
        bar->setValue(m_place.row() * rowHeight() - m_offset);
    m_place = QPersistentModelIndex();
    m_isAdjusting = false;
}

// A view selects a neighbour when the selected row goes.
void RequestTable::restoreSelection()
{
    const int row = m_selected == 0 ? -1 : m_model.rowOf(m_selected);
    if (row < 0)
        selectionModel()->clear();
    else if (!selectionModel()->isRowSelected(row))
        selectionModel()->setCurrentIndex(m_model.index(row, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void RequestTable::takeSelection()
{
    if (m_isAdjusting)
        return;
    const QModelIndexList rows = selectionModel()->selectedRows();
    const quint64 selected = rows.isEmpty() ? 0 : m_model.record(rows.first().row()).id;
    if (std::exchange(m_selected, selected) != selected)
        Q_EMIT requestSelected();
}

} // namespace homeport
