// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/usagereport.h"

#include <QWidget>

class QMenu;
class QToolButton;

namespace homeport {

class Theme;
class UsageService;

// Which part of the usage is shown: one account, one model, ... or several of these at once. A row of what is chosen, each a button that takes it
// away; hidden while nothing is.
class UsageFilter final : public QWidget
{
    Q_OBJECT

public:
    // @p service outlives the filter.
    UsageFilter(UsageService &service, const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] QToolButton *button() const { return m_button; } // opens the choices; placed by the page
    [[nodiscard]] const std::map<UsageDimension, QString> &where() const { return m_where; }
    void choose(UsageDimension dimension, const QString &name); // empty: any

Q_SIGNALS:
    void changed();

private:
    void fill(UsageDimension dimension, QMenu *menu);
    void addNames(UsageDimension dimension, const QStringList &names, QMenu *menu);
    void showChosen();

    UsageService &m_service;
    const Theme &m_theme;
    QToolButton *m_button;
    std::map<UsageDimension, QString> m_where;
};

} // namespace homeport
