// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/usage/usagefigure.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace homeport {

class FlowLayout;
class Theme;

// What the Usage page is asked to show.
struct UsageChoice
{
    enum class View { Chart, Table, Year };

    View view = View::Chart;
    UsagePeriod period = UsagePeriod::ThirtyDays;
    int back = 0; // periods before the present one
    std::optional<UsageDimension> by;
    UsageMeasure measure = UsageMeasure::Cost; // where something is told apart, and of the year

    bool operator==(const UsageChoice &) const = default;
};

// The controls of the Usage page, in two rows: which time, and how it is shown.
class UsageControls final : public QObject
{
    Q_OBJECT

public:
    UsageControls(const Theme &theme, QWidget *page);

    void addTimeTo(FlowLayout *row);
    void addViewTo(FlowLayout *row);
    [[nodiscard]] const UsageChoice &choice() const { return m_choice; }
    void setRangeText(const QString &text);
    [[nodiscard]] QList<QWidget *> tabStops() const;

Q_SIGNALS:
    void changed(); // of choice(), by the user

private:
    void buildTime();
    void buildView(QWidget *page);
    void addView(UsageChoice::View view, const QString &title, QHBoxLayout *row);
    void go(int back);
    void showState();

    UsageChoice m_choice;
    QLabel *m_range;
    QToolButton *m_earlier;
    QToolButton *m_later;
    QComboBox *m_period;
    QWidget *m_views;
    QComboBox *m_by;
    QComboBox *m_measure;
};

} // namespace homeport
