// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/usagereport.h"
#include "ui/services/services.h"

#include <QWidget>

#include <map>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace homeport {

class EmptyState;
class PageFrame;
class RequestDetail;
class RequestFeed;
class RequestFilterBar;
class RequestModel;
class RequestTable;
class SearchStrip;
class Theme;

// All requests, live and however old: list, filter, detail of the selected one.
class ActivityPage final : public QWidget
{
    Q_OBJECT

public:
    ActivityPage(const Services &services, const Theme &theme, QWidget *parent = nullptr);

    void showOnly(const std::map<UsageDimension, QString> &where); // requests with these names

Q_SIGNALS:
    void keyRequested(qint64 id); // its settings

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void build(PageFrame *frame, const Theme &theme);
    [[nodiscard]] QWidget *makeList();
    void connectFeed();
    void connectTable();
    void addShortcuts();
    void showRows();
    void showState();
    void showSelected();
    void askForTrace();
    void copySelected();
    [[nodiscard]] bool isFiltered() const;

    Services m_services;
    RequestFeed *m_feed;
    RequestModel *m_model;
    RequestFilterBar *m_filter;
    QStackedWidget *m_content;
    RequestTable *m_table;
    QPushButton *m_follow;
    QLabel *m_count;
    QWidget *m_overlay; // in the list, while it is empty
    QLabel *m_noMatch;
    QPushButton *m_clear;
    SearchStrip *m_strip;
    EmptyState *m_failure = nullptr;
    RequestDetail *m_detail;
    quint64 m_traceOf = 0; // the request whose trace was asked for
};

} // namespace homeport
