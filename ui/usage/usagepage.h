// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/services.h"
#include "ui/usage/usageclock.h"
#include "ui/usage/usagefigure.h"

#include <QWidget>

class QFrame;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace homeport {

struct Error;
class CopyButton;
class EmptyState;
class HeatMap;
class PageFrame;
class Theme;
class UsageChart;
class UsageControls;
class UsageFilter;
class UsageLoader;
class UsageSums;
class UsageTable;

// What was used in a time and what it cost: sums, a chart with its twin as a table, and a heat map of the year.
class UsagePage final : public QWidget
{
    Q_OBJECT

public:
    // services.usage is not null.
    UsagePage(const Services &services, const Theme &theme, QWidget *parent = nullptr, UsageClock clock = {});

Q_SIGNALS:
    void requestsRequested(const std::map<homeport::UsageDimension, QString> &where); // the Activity page, of this part

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum Content { ChartContent, TableContent, YearContent, EmptyContent, ErrorContent, LoadingContent };

    void build(PageFrame *frame);
    [[nodiscard]] EmptyState *makeError();
    [[nodiscard]] UsageQuestion question(); // and sets m_range
    void ask();
    void refresh();
    void look();
    void reshape();
    void showReport(const UsageReport &report);
    void showFailure(const Error &error);
    void showContent(Content content);
    void showNumbers();
    void limitHeight();
    void copyPicture();
    void copyCsv();
    void exportRequests();

    Services m_services;
    const Theme &m_theme;
    UsageClock m_clock;
    UsageLoader *m_loader;
    UsageControls *m_controls;
    UsageFilter *m_filter;
    UsageSums *m_sums;
    QFrame *m_card;
    QStackedWidget *m_content;
    UsageChart *m_chart;
    UsageTable *m_table;
    HeatMap *m_year;
    EmptyState *m_error = nullptr;
    CopyButton *m_copyPicture;
    CopyButton *m_copyCsv;
    QToolButton *m_export;
    QPushButton *m_requests;
    UsageRange m_range; // of the latest question
    UsageQuestion m_asked;
    UsageReport m_report; // its answer, once it is there
    UsageFigure m_figure;
    bool m_answered = false;
};

} // namespace homeport
