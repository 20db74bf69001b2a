// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/services.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace homeport {

class PageFrame;
class RequestDetail;
class RequestFilter;
class RequestModel;
class Theme;

// The requests of this run, live: table, filter, detail of the selected one.
class ActivityPage final : public QWidget
{
    Q_OBJECT

public:
    ActivityPage(const Services &services, const Theme &theme, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build(PageFrame *frame, const Theme &theme);
    void buildTable();
    void connectTable();
    void keepPlace(int insertedRows);
    void showSelected();
    void showCount();
    void copySelected();
    [[nodiscard]] int selectedSourceRow() const; // -1: none

    Services m_services;
    RequestModel *m_model;
    RequestFilter *m_filter;
    QStackedWidget *m_content;
    QTableView *m_table;
    QLineEdit *m_search;
    QPushButton *m_follow;
    QLabel *m_count;
    QLabel *m_noMatch;
    RequestDetail *m_detail;
    bool m_adjusting = false; // the scroll bar moves by our hand
};

} // namespace homeport
