// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QButtonGroup;
class QVBoxLayout;

namespace homeport {

class StateLabel;
class Theme;
struct Overview;

// The pages, one button each, and the relay's state below them. In a narrow window only the icons stay.
class NavigationBar final : public QWidget
{
    Q_OBJECT

public:
    explicit NavigationBar(const Theme &theme, QWidget *parent = nullptr);

    void addPage(const QString &title, const QString &icon);
    void setCurrent(int page);
    void setBadge(int page, int count, const QString &what); // as NavigationButton's
    void setOverview(const Overview &overview);
    void setCompact(bool compact);

Q_SIGNALS:
    void pageRequested(int page);

private:
    [[nodiscard]] int wideWidth() const; // with titles

    const Theme &m_theme;
    QButtonGroup *m_buttons;
    QVBoxLayout *m_list;
    StateLabel *m_relay;
    bool m_compact = false;
};

} // namespace homeport
