// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/requestmodel.h"

#include "ui/activity/requesttext.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fonts.h"

#include <QFontMetrics>
#include <QIcon>

#include <algorithm>

namespace homeport {

namespace {

bool isNumber(int column)
{
    return column == RequestModel::FirstByte || column == RequestModel::Duration || column == RequestModel::Bytes;
}

bool isRunning(const RequestRecord &record)
{
    return record.outcome == RequestRecord::Outcome::Running;
}

bool comesBefore(const RequestRecord &a, const RequestRecord &b)
{
    return isRunning(a) != isRunning(b) ? isRunning(a) : a.id > b.id;
}

bool isIn(const QList<RequestRecord> &rows, const RequestRecord &record)
{
    return std::binary_search(rows.cbegin(), rows.cend(), record, comesBefore);
}

} // namespace

RequestModel::RequestModel(const Theme &theme, QObject *parent) : QAbstractTableModel(parent), m_theme(theme) {}

void RequestModel::setRows(const QList<RequestRecord> &rows)
{
    Q_EMIT aboutToFollow();
    moveEnded(rows);
    removeForgotten(rows);
    takeChanges(rows);
    insertNew(rows);
    Q_ASSERT(m_rows.size() == rows.size());
    m_rows = rows; // alike by now: thousands of records are kept once, in the caller's memory
    Q_EMIT followed();
}

int RequestModel::rowOf(quint64 id) const
{
    const auto found = std::find_if(m_rows.cbegin(), m_rows.cend(), [id](const RequestRecord &record) { return record.id == id; });
    return found == m_rows.cend() ? -1 : static_cast<int>(found - m_rows.cbegin());
}

QString RequestModel::widestTime(const QFontMetrics &metrics)
{
    QString widest;
    for (int month = 1; month <= 12; ++month) {
        const QDateTime then({2026, month, 28}, {20, 58, 58}, Qt::UTC);
        const QString text = requestTimeText(then, then.addDays(2));
        if (metrics.horizontalAdvance(text) > metrics.horizontalAdvance(widest))
            widest = text;
    }
    return widest;
}

int RequestModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RequestModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RequestModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const RequestRecord &request = m_rows.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(request, column);
    case Qt::ToolTipRole:
        return toolTip(request, column);
    case Qt::AccessibleTextRole:
        return column == Status ? QVariant(text(request, column) + u", " + requestOutcomeText(request)) : QVariant(text(request, column));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::FontRole:
        return isNumber(column) || column == Time ? QVariant(tabularFont()) : QVariant();
    case Qt::DecorationRole: {
        if (column != Status)
            return {};
        const RequestStateText state = requestStateText(request);
        return m_theme.icon(state.icon, state.tone);
    }
    default:
        return {};
    }
}

QVariant RequestModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[ColumnCount] = {tr("Time"),   tr("Tool"),       tr("Account"),  tr("Model"),
                                         tr("Status"), tr("First byte"), tr("Duration"), tr("Received")};
    return titles[section];
}

// A request that has ended goes from the running ones to its place: what is selected and in view moves along.
void RequestModel::moveEnded(const QList<RequestRecord> &now)
{
    for (qsizetype row = 0; row < m_rows.size() && isRunning(m_rows.at(row));) {
        RequestRecord ended = m_rows.at(row);
        ended.outcome = RequestRecord::Outcome::Done;
        const auto found = std::lower_bound(now.cbegin(), now.cend(), ended, comesBefore);
        if (found == now.cend() || found->id != ended.id || isRunning(*found)) {
            ++row;
            continue;
        }
        const auto place = std::lower_bound(m_rows.cbegin() + row, m_rows.cend(), *found, comesBefore) - m_rows.cbegin();
        if (place > row + 1 && beginMoveRows({}, static_cast<int>(row), static_cast<int>(row), {}, static_cast<int>(place))) {
            m_rows.move(row, place - 1);
            endMoveRows();
        }
        m_rows[place - 1] = *found;
        Q_EMIT dataChanged(index(static_cast<int>(place - 1), 0), index(static_cast<int>(place - 1), ColumnCount - 1));
    }
}

void RequestModel::removeForgotten(const QList<RequestRecord> &now)
{
    for (qsizetype last = m_rows.size() - 1; last >= 0; --last) {
        if (isIn(now, m_rows.at(last)))
            continue;
        qsizetype first = last;
        while (first > 0 && !isIn(now, m_rows.at(first - 1)))
            --first;
        beginRemoveRows({}, static_cast<int>(first), static_cast<int>(last));
        m_rows.remove(first, last - first + 1);
        endRemoveRows();
        last = first;
    }
}

// What is left in m_rows is in `now` too, in the same order.
void RequestModel::takeChanges(const QList<RequestRecord> &now)
{
    auto place = now.cbegin();
    const auto hasChanged = [&place, &now](const RequestRecord &known) {
        place = std::find_if(place, now.cend(), [&known](const RequestRecord &record) { return record.id == known.id; });
        return *place != known;
    };
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        const qsizetype first = row;
        for (; row < m_rows.size() && hasChanged(m_rows.at(row)); ++row)
            m_rows[row] = *place;
        if (row > first)
            Q_EMIT dataChanged(index(static_cast<int>(first), 0), index(static_cast<int>(row - 1), ColumnCount - 1));
    }
}

void RequestModel::insertNew(const QList<RequestRecord> &now)
{
    for (qsizetype row = 0; row < now.size(); ++row) {
        qsizetype end = row;
        while (end < now.size() && (row >= m_rows.size() || now.at(end).id != m_rows.at(row).id))
            ++end;
        if (end == row)
            continue;
        beginInsertRows({}, static_cast<int>(row), static_cast<int>(end - 1));
        if (m_rows.size() + end - row == now.size()) {
            m_rows = now; // the last ones, mostly all: a list that grows would ask for twice its memory, four times a second
        } else {
            m_rows.insert(row, end - row, {});
            std::copy(now.cbegin() + row, now.cbegin() + end, m_rows.begin() + row);
        }
        endInsertRows();
        row = end - 1;
    }
}

QString RequestModel::text(const RequestRecord &request, int column)
{
    switch (column) {
    case Time:
        return requestTimeText(request.startedAt, QDateTime::currentDateTimeUtc());
    case Tool:
        return request.tool;
    case AccountName:
        return request.account;
    case Model:
        return request.model;
    case Status:
        return requestStateText(request).word;
    case FirstByte:
        return formatMilliseconds(request.firstByteMs);
    case Duration:
        return formatMilliseconds(request.durationMs);
    case Bytes:
        return formatBytes(request.bytesDown);
    default:
        return {};
    }
}

QString RequestModel::toolTip(const RequestRecord &request, int column)
{
    switch (column) {
    case Time:
        return formatDateTime(request.startedAt);
    case Status:
        return requestOutcomeText(request);
    case Bytes:
        return tr("%1 sent, %2 received").arg(formatBytes(request.bytesUp), formatBytes(request.bytesDown));
    default:
        return text(request, column);
    }
}

} // namespace homeport
