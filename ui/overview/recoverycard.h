// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/services.h"

#include <QWidget>

class QPushButton;
class QToolButton;

namespace homeport {

class Banner;
class CopyButton;
class SecretEdit;
class StateLabel;
class Theme;

// Offers a recovery code as long as there is none, and shows a fresh one, once. Hidden otherwise.
class RecoveryCard final : public QWidget
{
    Q_OBJECT

public:
    RecoveryCard(const Services &services, const Theme &theme, QWidget *parent = nullptr); // both outlive it
    ~RecoveryCard() override;

    // @p wanted: there is something to lose, and no code yet.
    void setWanted(bool wanted);
    void setPartOfSetUp(); // what is not wanted now is passed over, also while a code is on display; postponed() says so
    [[nodiscard]] bool isDisplaying() const { return m_code != nullptr; }
    [[nodiscard]] bool isMaking() const;  // one is on its way
    void forget();                        // the code on display
    void saveTo(const QString &path);     // the code on display, into a new file
    [[nodiscard]] QWidget *first() const; // what comes next, for the keyboard focus

Q_SIGNALS:
    void displayChanged(); // after each change of isDisplaying() and isMaking()
    void postponed();

private:
    void build();
    void make();
    void chooseFile();
    void display(const SharedSecret &code);
    void postpone();
    void showState();

    Services m_services;
    Banner *m_banner;
    SecretEdit *m_secret;
    CopyButton *m_copy;
    QToolButton *m_save;
    StateLabel *m_saved;
    QPushButton *m_done;
    QPushButton *m_make;
    QPushButton *m_later;
    SharedSecret m_code; // null: none on display
    bool m_wanted = false;
    bool m_postponed = false; // until the next start
    bool m_isStep = false;    // of the set-up
};

} // namespace homeport
