// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/requestrecord.h"

#include <QAbstractTableModel>

class QFontMetrics;

namespace homeport {

class Theme;

// Requests as a table: those that run, then those that have ended, each by id, descending. Follows a list by moving, inserting, removing and
// changing rows; never resets.
class RequestModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Tool, AccountName, Model, Status, FirstByte, Duration, Bytes, ColumnCount };

    explicit RequestModel(const Theme &theme, QObject *parent = nullptr);

    void setRows(const QList<RequestRecord> &rows); // in that order, each id once; shared, not copied
    [[nodiscard]] const RequestRecord &record(int row) const { return m_rows.at(row); }
    [[nodiscard]] int rowOf(quint64 id) const; // -1: it is not there
    [[nodiscard]] static QString widestTime(const QFontMetrics &metrics);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void aboutToFollow(); // before and after each setRows()
    void followed();

private:
    void moveEnded(const QList<RequestRecord> &now);
    void removeForgotten(const QList<RequestRecord> &now);
    void takeChanges(const QList<RequestRecord> &now);
    void insertNew(const QList<RequestRecord> &now);
    [[nodiscard]] static QString text(const RequestRecord &request, int column);
    [[nodiscard]] static QString toolTip(const RequestRecord &request, int column);

    const Theme &m_theme;
    QList<RequestRecord> m_rows;
};

} // namespace homeport
