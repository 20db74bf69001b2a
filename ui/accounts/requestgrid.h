// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/requestrecord.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace homeport {

class ElidedLabel;
class StateLabel;
class Theme;

// A few requests below each other, newest first. For more there is the Activity page.
class RequestGrid final : public QWidget
{
    Q_OBJECT

public:
    explicit RequestGrid(const Theme &theme, QWidget *parent = nullptr);

    void setRequests(const QList<RequestRecord> &requests, const QDateTime &now);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Row
    {
        ElidedLabel *time;
        ElidedLabel *model;
        ElidedLabel *tool;
        ElidedLabel *tokens;
        ElidedLabel *cost;
        ElidedLabel *duration;
        StateLabel *state;

        [[nodiscard]] QList<QWidget *> cells() const;
    };

    [[nodiscard]] Row addRow();
    void fill(const Row &row, const RequestRecord &request, const QDateTime &now) const;
    void arrange();

    const Theme &m_theme;
    QGridLayout *m_grid;
    QList<QLabel *> m_titles;
    QList<Row> m_rows;
    qsizetype m_shown = 0;
};

} // namespace homeport
