// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

namespace homeport {

class Theme;

// The course of something as small bars on a line, the highest one as high as there is room. What it says in words is its
// tooltip and its accessible name; it takes no keyboard focus.
class Sparkline final : public QWidget
{
    Q_OBJECT

public:
    explicit Sparkline(const Theme &theme, QWidget *parent = nullptr);

    void setValues(const QList<qint64> &values, const QString &words); // negative ones count as zero
    [[nodiscard]] QRect barRect(qsizetype place) const;                // empty: nothing there
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QList<qint64> m_values;
    qint64 m_most = 0;
};

} // namespace homeport
