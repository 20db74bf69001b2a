// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/requestrecord.h"

#include <QAbstractTableModel>

namespace homeport {

class RequestLog;
class Theme;

// A RequestLog as a table, newest first. Follows it by inserting, removing and changing rows; never resets.
class RequestModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Tool, AccountName, Model, Status, FirstByte, Duration, Bytes, ColumnCount };

    RequestModel(RequestLog &log, const Theme &theme, QObject *parent = nullptr);

    [[nodiscard]] const RequestRecord &record(int row) const { return m_rows.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void follow();
    void removeForgotten(const QList<RequestRecord> &now);
    void insertNew(const QList<RequestRecord> &now);
    void takeChanges(const QList<RequestRecord> &now);
    [[nodiscard]] static QString text(const RequestRecord &request, int column);
    [[nodiscard]] static QString toolTip(const RequestRecord &request, int column);

    RequestLog &m_log;
    const Theme &m_theme;
    QList<RequestRecord> m_rows; // by id, descending, as in the log
};

} // namespace homeport
