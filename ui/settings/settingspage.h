// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/services.h"

#include <QList>
#include <QWidget>

class QScrollArea;

namespace homeport {

class Banner;
class FlowLayout;
class PageFrame;
class Theme;

// All settings on one page, a card for each subject, and their titles above to get there.
class SettingsPage final : public QWidget
{
    Q_OBJECT

public:
    // Both outlive it; needs Services::relaySettings. Cards of what Services does not have are left out.
    SettingsPage(const Services &services, Theme &theme, QWidget *parent = nullptr);

    void showDesktop(); // the card of how Homeport behaves on the desktop; without it nothing happens

private:
    struct Section
    {
        QString title;
        QWidget *card;
    };
    [[nodiscard]] QList<Section> makeSections(); // in their order: a further card has its line there
    void build(PageFrame *frame);
    void reveal(QWidget *card);
    void showProblems();

    Services m_services;
    Theme &m_theme;
    QWidget *m_desktop = nullptr;
    Banner *m_problems;
};

} // namespace homeport
