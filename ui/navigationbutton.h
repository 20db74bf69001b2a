// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace homeport {

class Theme;

// One entry of the navigation: icon and title, or only the icon; a bar marks the current one.
class NavigationButton final : public QAbstractButton
{
    Q_OBJECT

public:
    // @p icon: a name in resources/icons.
    NavigationButton(const Theme &theme, const QString &icon, const QString &title, QWidget *parent = nullptr);

    void setCompact(bool compact);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    const Theme &m_theme;
    QString m_icon;
    bool m_compact = false;
    bool m_ring = false; // the keyboard led here
};

} // namespace homeport
