// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/services.h"

#include <QWidget>

class QPushButton;

namespace homeport {

class Banner;
class CopyButton;
class SecretEdit;
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

private:
    void make();
    void display(const SharedSecret &code);
    void finish();
    void showState();

    Services m_services;
    Banner *m_banner;
    SecretEdit *m_secret;
    CopyButton *m_copy;
    QPushButton *m_make;
    QPushButton *m_later;
    QPushButton *m_done;
    SharedSecret m_code; // null: none on display
    bool m_wanted = false;
    bool m_postponed = false; // until the next start
};

} // namespace homeport
