// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/ledgerfilter.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLineEdit;

namespace homeport {

class ActivityService;
class Theme;
class UsageFilter;

// Which requests are listed: words in any field, a status, and names of accounts, models, keys, tools and projects.
class RequestFilterBar final : public QWidget
{
    Q_OBJECT

public:
    // @p service outlives it.
    RequestFilterBar(ActivityService &service, const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] LedgerFilter filter() const;
    void clear();
    void showOnly(const std::map<UsageDimension, QString> &where); // and nothing else of a filter
    void focusSearch();

Q_SIGNALS:
    void changed(); // once typing has paused

private:
    void tell(); // where it is another one than before

    QLineEdit *m_search;
    QComboBox *m_status;
    UsageFilter *m_names;
    QTimer m_typing;
    LedgerFilter m_told;
    bool m_isSetting = false; // several at once: told when all are set
};

} // namespace homeport
