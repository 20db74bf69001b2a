// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/overviewservice.h"

#include <QWidget>

class QPushButton;

namespace homeport {

class Banner;
class SecretEdit;
class Theme;

// Says that the vault is locked and why, and takes what unlocks it. Hidden while it is unlocked.
class VaultBanner final : public QWidget
{
    Q_OBJECT

public:
    VaultBanner(OverviewService &service, const Theme &theme, QWidget *parent = nullptr);

    void update(const Overview &overview);

private:
    void unlock();

    OverviewService &m_service;
    Banner *m_banner;
    SecretEdit *m_passphrase;
    QPushButton *m_unlock;
    bool m_busy = false;
};

} // namespace homeport
