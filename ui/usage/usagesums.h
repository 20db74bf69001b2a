// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/usagereport.h"

#include <QWidget>

class QLabel;

namespace homeport {

class FlowLayout;
class StateLabel;
class Theme;

// The sums of a time in large numbers, and below them what the cost leaves out.
class UsageSums final : public QWidget
{
    Q_OBJECT

public:
    explicit UsageSums(const Theme &theme, QWidget *parent = nullptr);

    void setTotals(const UsageTotals &totals);

private:
    [[nodiscard]] QLabel *addSum(const QString &name, const QString &caption, FlowLayout *row);

    QLabel *m_cost;
    QLabel *m_tokens;
    QLabel *m_requests;
    QLabel *m_failed;
    StateLabel *m_unpriced;
};

} // namespace homeport
