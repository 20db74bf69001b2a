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
class TroubleCard;
enum class AccountAction;

// One account in the list. What keeps it from its work stands below it, with the way out.
class AccountListRow final : public QFrame
{
    Q_OBJECT

public:
    explicit AccountListRow(const Theme &theme, QWidget *parent = nullptr);

    // @p profile: null when its provider file is gone.
    void setAccount(const Account &account, const ProviderProfile *profile);
    void focusActions();
    void focusOpen();

Q_SIGNALS:
    void opened(qint64 id);
    void pauseRequested(qint64 id, bool paused);
    void removeRequested(qint64 id);
    void actionRequested(qint64 id, homeport::AccountAction action);

protected:
    void mouseReleaseEvent(QMouseEvent *event) override; // anywhere beside the buttons

private:
    void build();
    void nameButtons();

    const Theme &m_theme;
    Account m_account;
    StateLabel *m_state;
    ElidedLabel *m_name;
    ElidedLabel *m_details;
    ElidedLabel *m_baseUrl;
    ElidedLabel *m_token;
    QToolButton *m_pause;
    QToolButton *m_remove;
    QToolButton *m_open;
    TroubleCard *m_paused; // the user's pause and the account's health are facts apart
    TroubleCard *m_trouble;
};

} // namespace homeport
