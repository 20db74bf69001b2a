// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/usagereport.h"

#include <QFuture>
#include <QWidget>

#include <functional>

class QMenu;
class QToolButton;

namespace homeport {

class Theme;

// Which part of the usage, or which requests, are shown: one account, one model, ... or several of these at once. A row of what is chosen, each a button that takes it
// away; hidden while nothing is.
class UsageFilter final : public QWidget
{
    Q_OBJECT

public:
    using Names = std::function<QFuture<Result<QStringList>>(UsageDimension)>; // that may be chosen, when the menu opens
    UsageFilter(Names names, const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] QToolButton *button() const { return m_button; } // opens the choices; placed by the page
    [[nodiscard]] const std::map<UsageDimension, QString> &where() const { return m_where; }
    void choose(UsageDimension dimension, const QString &name); // empty: any
    void setWhere(const std::map<UsageDimension, QString> &where);

Q_SIGNALS:
    void changed();

private:
    void fill(UsageDimension dimension, QMenu *menu);
    void addNames(UsageDimension dimension, const QStringList &names, QMenu *menu);
    void showChosen();

    Names m_names;
    const Theme &m_theme;
    QToolButton *m_button;
    std::map<UsageDimension, QString> m_where;
};

} // namespace homeport
