// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/accounts/accountadvice.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace homeport {

class CodeView;
class IconLabel;
class Theme;

// One AccountAdvice as people see it: shape, word and colour, why, what to do, foreign words verbatim, and the
// button. Hidden while there is nothing to say.
class TroubleCard final : public QFrame
{
    Q_OBJECT

public:
    explicit TroubleCard(const Theme &theme, QWidget *parent = nullptr);

    // @p name: the account's, for the button's accessible name.
    void setAdvice(const AccountAdvice &advice, const QString &name);
    void setBusy(bool busy); // the button waits
    [[nodiscard]] QList<QWidget *> tabStops() const;

Q_SIGNALS:
    void actionRequested(homeport::AccountAction action);

private:
    void setWords(const QString &words);

    const Theme &m_theme;
    IconLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    CodeView *m_words = nullptr; // made for the first words: most accounts never have any, and it is dear
    QPushButton *m_action;
    AccountAction m_does = AccountAction::None;
};

} // namespace homeport
