// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

class QPainter;

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
    // How many things wait on the page; 0: none. @p what says it in words, for the tool tip: "2 tools wait to sign in".
    void setBadge(int count, const QString &what);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void paintBadge(QPainter &painter) const;
    [[nodiscard]] QFont boldFont() const;
    [[nodiscard]] QString badgeText() const;
    [[nodiscard]] QSize badgeSize() const;
    [[nodiscard]] QRect placed(const QRect &place) const;

    const Theme &m_theme;
    QString m_icon;
    int m_badge = 0;
    bool m_compact = false;
    bool m_ring = false; // the keyboard led here
};

} // namespace homeport
