// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/usagetablemodel.h"

#include "ui/text/axistext.h"
#include "ui/usage/usagetext.h"

namespace homeport {

namespace {

QString cellText(qint64 value, UsageMeasure measure)
{
    return measure == UsageMeasure::Cost ? formatMoneyCell(value) : measuredText(value, measure);
}

} // namespace

// A figure of the same shape changes numbers only: selection, sorting and place stay.
void UsageTableModel::setFigure(const UsageFigure &figure, const QTimeZone &zone)
{
    if (figure == m_figure && zone == m_zone)
        return;
    bool same = figure.range == m_figure.range && figure.measure == m_figure.measure && figure.parts.size() == m_figure.parts.size();
    for (qsizetype i = 0; same && i < figure.parts.size(); ++i)
        same = figure.parts.at(i).name == m_figure.parts.at(i).name;
    if (!same)
        beginResetModel();
    m_figure = figure;
    m_zone = zone;
    if (!same)
        endResetModel();
    else if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int UsageTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_figure.totals.size());
}

int UsageTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + static_cast<int>(m_figure.parts.size()) + SumCount;
}

QVariant UsageTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == 0 ? sliceText(m_figure.range, index.row(), m_zone)
                                   : cellText(value(index.row(), index.column()), measureOf(index.column()));
    case SortRole:
        return index.column() == 0 ? QVariant(m_figure.range.starts.at(index.row())) : QVariant(value(index.row(), index.column()));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (index.column() == 0 ? Qt::AlignLeft : Qt::AlignRight));
    case Qt::AccessibleTextRole:
        return index.column() == 0 ? data(index, Qt::DisplayRole)
                                   : QVariant(title(index.column()) + u' ' + data(index, Qt::DisplayRole).toString());
    default:
        return {};
    }
}

QVariant UsageTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return title(section);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (section == 0 ? Qt::AlignLeft : Qt::AlignRight));
    default:
        return {};
    }
}

qint64 UsageTableModel::value(int row, int column) const
{
    const qsizetype part = column - 1;
    if (part < m_figure.parts.size())
        return m_figure.parts.at(part).values.at(row);
    const UsageTotals &totals = m_figure.totals.at(row);
    switch (part - m_figure.parts.size()) {
    case Tokens:
        return totals.tokens();
    case Cost:
        return totals.cost;
    case Requests:
        return totals.requests;
    default:
        return totals.failed;
    }
}

UsageMeasure UsageTableModel::measureOf(int column) const
{
    const qsizetype part = column - 1;
    if (part < m_figure.parts.size())
        return m_figure.measure;
    return part - m_figure.parts.size() == Cost ? UsageMeasure::Cost : UsageMeasure::Tokens;
}

QString UsageTableModel::title(int column) const
{
    if (column == 0)
        return tr("Time");
    const qsizetype part = column - 1;
    if (part < m_figure.parts.size())
        return m_figure.parts.at(part).name;
    switch (part - m_figure.parts.size()) {
    case Tokens:
        return tr("All tokens");
    case Cost:
        return tr("Cost");
    case Requests:
        return tr("Requests");
    default:
        return tr("Failed");
    }
}

} // namespace homeport
