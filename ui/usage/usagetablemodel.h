// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/usage/usagefigure.h"

#include <QAbstractTableModel>

namespace homeport {

// The numbers of a figure: one row per slice; its time, its parts, and the sums. SortRole has them as numbers.
class UsageTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int SortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    void setFigure(const UsageFigure &figure, const QTimeZone &zone);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    enum Sum { Tokens, Cost, Requests, Failed, SumCount };

    [[nodiscard]] qint64 value(int row, int column) const;
    [[nodiscard]] UsageMeasure measureOf(int column) const;
    [[nodiscard]] QString title(int column) const;

    UsageFigure m_figure;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace homeport
