// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/services.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QVBoxLayout;

namespace homeport {

class NoticeForm;
class Theme;

// How Homeport behaves on the desktop: start at login, tray, appearance, notifications. What is chosen holds at once. Shows the truth
// again whenever it is shown or its window becomes active: others may have changed it.
class DesktopCard final : public QWidget
{
    Q_OBJECT

public:
    DesktopCard(const Services &services, Theme &theme, QWidget *parent = nullptr); // they outlive it

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildDesktop(QVBoxLayout *into);
    void buildNotices(QVBoxLayout *into);
    void refresh();
    void refreshLogin();
    void setLogin(bool on, bool hidden);

    Services m_services;
    Theme &m_theme;
    QCheckBox *m_login;
    QCheckBox *m_hidden;
    QLabel *m_loginWords; // why it can't be, or what else is started
    QCheckBox *m_closeToTray;
    QComboBox *m_appearance;
    NoticeForm *m_notices;
    QLabel *m_noTray;
};

} // namespace homeport
