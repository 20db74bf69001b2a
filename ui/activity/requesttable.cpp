// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/requesttable.h"

#include "ui/activity/requestmodel.h"

#include <QHeaderView>
#include <QResizeEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int NarrowBelow = 800;
constexpr int PagesAhead = 2; // of the view: more is brought before it is reached

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
    QHeaderView *header = horizontalHeader();
    header->setTextElideMode(Qt::ElideRight); // else they are cut at their start
    header->setHighlightSections(false);
    header->setSectionsClickable(false);
    header->setMinimumSectionSize(48);
    const std::pair<RequestModel::Column, QString> samples[] = {{RequestModel::Time, RequestModel::widestTime()},
                                                                {RequestModel::Status, u"        running"_s},
                                                                {RequestModel::FirstByte, tr("First byte")},
                                                                {RequestModel::Duration, u"00 min 00 s"_s},
                                                                {RequestModel::Bytes, tr("Received")}};
    for (const auto &[column, sample] : samples) {
        header->setSectionResizeMode(column, QHeaderView::Fixed);
        header->resizeSection(column, fontMetrics().horizontalAdvance(sample) + 24);
    }
    header->setSectionResizeMode(RequestModel::AccountName, QHeaderView::Fixed);
    for (const auto column : {RequestModel::Tool, RequestModel::Model})
        header->setSectionResizeMode(column, QHeaderView::Stretch);
}

void RequestTable::setRoom(int width)
{
    const bool narrow = width < NarrowBelow;
    setColumnHidden(RequestModel::FirstByte, narrow);
    setColumnHidden(RequestModel::Bytes, narrow);
    horizontalHeader()->resizeSection(RequestModel::AccountName, std::max(100, width / 8));
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
