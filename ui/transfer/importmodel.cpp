// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/importmodel.h"

#include "ui/theme/theme.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

ImportModel::ImportModel(const Theme &theme, QObject *parent) : QAbstractTableModel(parent), m_theme(theme) {}

void ImportModel::setPlan(const ImportPlan &plan)
{
    beginResetModel();
    m_format = plan.format;
    m_rows = plan.rows;
    std::stable_partition(m_rows.begin(), m_rows.end(), [](const PlannedRow &row) { return row.verdict == PlannedRow::Verdict::Error; });
    endResetModel();
}

int ImportModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ImportModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString ImportModel::text(const PlannedRow &row, int column) const
{
    switch (column) {
    case Place:
        return m_format == ImportFile::Format::Csv ? tr("Line %1").arg(row.line) : tr("No. %1").arg(row.number);
    case Name:
        return row.name;
    case Provider:
        return row.provider;
    case Proxy:
        return row.proxy;
    case Verdict:
        break;
    }
    switch (row.verdict) {
    case PlannedRow::Verdict::Error:
        return row.why;
    case PlannedRow::Verdict::Duplicate:
        return tr("There already: %1").arg(row.why);
    case PlannedRow::Verdict::Ok:
        break;
    }
    return tr("Ready");
}

QVariant ImportModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const PlannedRow &row = m_rows.at(index.row());
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return text(row, index.column());
    if (index.column() != Verdict || role != Qt::DecorationRole)
        return {};
    switch (row.verdict) {
    case PlannedRow::Verdict::Error:
        return m_theme.icon(u"bad"_s, Tone::Bad);
    case PlannedRow::Verdict::Duplicate:
        return m_theme.icon(u"info"_s, Tone::Info);
    case PlannedRow::Verdict::Ok:
        break;
    }
    return m_theme.icon(u"good"_s, Tone::Good);
}

QVariant ImportModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Where"), tr("Name"), tr("Provider"), tr("Proxy"), tr("What becomes of it")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

} // namespace homeport
