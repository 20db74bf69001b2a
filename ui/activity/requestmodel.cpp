// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/requestmodel.h"

#include "core/usage/requestlog.h"
#include "ui/activity/requesttext.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fonts.h"

#include <QIcon>

#include <algorithm>

namespace homeport {

namespace {

bool isNumber(int column)
{
    return column == RequestModel::FirstByte || column == RequestModel::Duration || column == RequestModel::Bytes;
}

} // namespace

RequestModel::RequestModel(RequestLog &log, const Theme &theme, QObject *parent)
    : QAbstractTableModel(parent), m_log(log), m_theme(theme), m_rows(log.records())
{
    connect(&log, &RequestLog::changed, this, &RequestModel::follow);
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

void RequestModel::follow()
{
    const QList<RequestRecord> now = m_log.records();
    removeForgotten(now);
    insertNew(now);
    takeChanges(now);
}

void RequestModel::removeForgotten(const QList<RequestRecord> &now)
{
    const auto isKept = [&now](const RequestRecord &known) {
        const auto at = std::lower_bound(now.cbegin(), now.cend(), known.id, [](const RequestRecord &r, quint64 id) { return r.id > id; });
        return at != now.cend() && at->id == known.id;
    };
    for (qsizetype last = m_rows.size() - 1; last >= 0; --last) {
        if (isKept(m_rows.at(last)))
            continue;
        qsizetype first = last;
        while (first > 0 && !isKept(m_rows.at(first - 1)))
            --first;
        beginRemoveRows({}, static_cast<int>(first), static_cast<int>(last));
        m_rows.remove(first, last - first + 1);
        endRemoveRows();
        last = first;
    }
}

// What is left in m_rows is in `now` too, in the same order.
void RequestModel::insertNew(const QList<RequestRecord> &now)
{
    for (qsizetype row = 0; row < now.size(); ++row) {
        qsizetype end = row;
        while (end < now.size() && (row >= m_rows.size() || now.at(end).id != m_rows.at(row).id))
            ++end;
        if (end == row)
            continue;
        beginInsertRows({}, static_cast<int>(row), static_cast<int>(end - 1));
        m_rows.insert(row, end - row, {});
        std::copy(now.cbegin() + row, now.cbegin() + end, m_rows.begin() + row);
        endInsertRows();
        row = end - 1;
    }
}

void RequestModel::takeChanges(const QList<RequestRecord> &now)
{
    for (qsizetype row = 0; row < now.size(); ++row) {
        const qsizetype first = row;
        for (; row < now.size() && m_rows.at(row) != now.at(row); ++row)
            m_rows[row] = now.at(row);
        if (row > first)
            Q_EMIT dataChanged(index(static_cast<int>(first), 0), index(static_cast<int>(row - 1), ColumnCount - 1));
    }
}

QString RequestModel::text(const RequestRecord &request, int column)
{
    switch (column) {
    case Time:
        return formatTime(request.startedAt);
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
