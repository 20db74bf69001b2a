// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QWidget>

namespace homeport {

// A still icon. Paints its QIcon afresh, so it follows the theme.
class IconLabel final : public QWidget
{
    Q_OBJECT

public:
    explicit IconLabel(int size, QWidget *parent = nullptr);
    void setIcon(const QIcon &icon);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QIcon m_icon;
};

} // namespace homeport
