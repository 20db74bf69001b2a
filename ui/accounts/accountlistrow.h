// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "ui/accounts/accountadvice.h"
#include "ui/accounts/rowfigures.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace homeport {

class ElidedLabel;
class StateLabel;
class Theme;
class TroubleCard;

// One account in the list. What keeps it from its work stands below it, with the way out.
class AccountListRow final : public QFrame
{
    Q_OBJECT

public:
    explicit AccountListRow(const Theme &theme, QWidget *parent = nullptr);

    // @p profile: null when its provider file is gone. Touches nothing when all of it is said already.
    void setAccount(const Account &account, const ProviderProfile *profile);
    void setFigures(const AccountFigures &figures);
    void setWide(bool wide);                         // there is room for figures beside the words; else they are below them
    [[nodiscard]] QList<QWidget *> tabStops() const; // in their order
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
    struct Words // what besides the account itself depends on its profile and on the time
    {
        QString details;
        QString token;
        AccountAdvice pause;
        AccountAdvice health;
        bool ownBaseUrl = false;

        bool operator==(const Words &) const = default;
    };

    void build();
    void nameButtons();
    [[nodiscard]] static Words wordsFor(const Account &account, const ProviderProfile *profile);
    void showFigures();
    void placeFigures();
    void setCard(TroubleCard *&card, const QString &name, const AccountAdvice &advice);

    const Theme &m_theme;
    Account m_account;
    Words m_words;
    StateLabel *m_state;
    ElidedLabel *m_name;
    ElidedLabel *m_details;
    ElidedLabel *m_baseUrl;
    ElidedLabel *m_token;
    QToolButton *m_pause;
    QToolButton *m_remove;
    QToolButton *m_open;
    RowFigures *m_figures = nullptr; // made when there is something to show
    AccountFigures m_values;
    bool m_wide = false;
    TroubleCard *m_paused = nullptr; // the user's pause and the account's health are facts apart; made when there is something to say
    TroubleCard *m_trouble = nullptr;
};

} // namespace homeport
