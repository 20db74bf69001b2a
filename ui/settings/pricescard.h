// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace homeport {

class Theme;
class UpkeepService;
struct PricePreview;

// Which prices are used, and what another list would change before it does.
class PricesCard final : public QWidget
{
    Q_OBJECT

public:
    PricesCard(UpkeepService &service, const Theme &theme, QWidget *parent = nullptr); // both outlive it

private:
    void refresh();
    void check();
    void checked(const Result<PricePreview> &preview);
    void apply();
    void say(bool good, const QString &words);

    UpkeepService &m_service;
    const Theme &m_theme;
    QLabel *m_used;
    QLabel *m_outcome;
    QPushButton *m_check;
};

} // namespace homeport
