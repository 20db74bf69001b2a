// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace homeport {

class ElidedLabel;
class StateLabel;
class Theme;

// One account in the list.
class AccountListRow final : public QFrame
{
    Q_OBJECT

public:
    explicit AccountListRow(const Theme &theme, QWidget *parent = nullptr);

    void setAccount(const Account &account, const QString &provider);
    void focusActions();

Q_SIGNALS:
    void pauseRequested(qint64 id, bool paused);
    void removeRequested(qint64 id);

private:
    const Theme &m_theme;
    Account m_account;
    StateLabel *m_state;
    ElidedLabel *m_name;
    ElidedLabel *m_details;
    ElidedLabel *m_baseUrl;
    QToolButton *m_pause;
    QToolButton *m_remove;
};

} // namespace homeport
