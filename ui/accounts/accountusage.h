// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/usage/usageclock.h"
#include "ui/usage/usagefigure.h"

#include <QWidget>

#include <array>

class QGridLayout;
class QLabel;
class QPushButton;

namespace homeport {

struct Error;
class StateLabel;
class Theme;
class UsageChart;
class UsageLoader;
class UsageService;

// What one account was used for and what it cost: today, this month, and day by day for thirty days.
class AccountUsage final : public QWidget
{
    Q_OBJECT

public:
    AccountUsage(UsageService &service, const Theme &theme, QWidget *parent = nullptr, UsageClock clock = {}); // the service outlives it

    void setAccount(const QString &name);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    using Row = std::array<QLabel *, 4>; // cost, tokens, requests, failed

    [[nodiscard]] QGridLayout *makeSums();
    [[nodiscard]] Row addRow(QGridLayout *grid, const QString &name, const QString &title);
    [[nodiscard]] UsageQuestion question(); // and sets m_days, m_month
    void look();
    void ask();
    void showReport(const UsageReport &report);
    void showFailure(const Error &error);
    void showMessage(const QString &message); // instead of numbers; empty: the numbers

    const Theme &m_theme;
    UsageClock m_clock;
    UsageLoader *m_loader;
    QLabel *m_message;
    QPushButton *m_retry;
    QWidget *m_numbers;
    Row m_today{};
    Row m_thisMonth{};
    StateLabel *m_unpriced;
    UsageChart *m_chart;
    QString m_name;
    UsageRange m_days; // of the latest question: thirty of them
    QDateTime m_month; // its beginning
    bool m_asked = false;
};

} // namespace homeport
