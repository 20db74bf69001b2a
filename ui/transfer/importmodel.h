// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/importplan.h"

#include <QAbstractTableModel>

namespace homeport {

class Theme;

// The rows of a plan: those with errors first, since they want to be read, then in the order of the file.
class ImportModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Place, Name, Provider, Proxy, Verdict, ColumnCount };

    explicit ImportModel(const Theme &theme, QObject *parent = nullptr); // the theme outlives it

    void setPlan(const ImportPlan &plan); // resets; keeps no secret

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const PlannedRow &row, int column) const;

    const Theme &m_theme;
    ImportFile::Format m_format = ImportFile::Format::Csv;
    QList<PlannedRow> m_rows;
};

} // namespace homeport
