// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/usage/usagefigure.h"

#include <QTableView>

class QSortFilterProxyModel;

namespace homeport {

class Clipboard;
class UsageTableModel;

// The chart's twin: the same numbers as a table. Sorted by a click on a column's head, or by Return in it; Ctrl+C copies the selected cells.
class UsageTable final : public QTableView
{
    Q_OBJECT

public:
    explicit UsageTable(Clipboard &clipboard, QWidget *parent = nullptr);

    void setFigure(const UsageFigure &figure, const QTimeZone &zone);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fitColumns();
    void sortCurrent();
    void copySelected();

    Clipboard &m_clipboard;
    UsageTableModel *m_model;
    QSortFilterProxyModel *m_sorted;
};

} // namespace homeport
