// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "ui/widgets/growingdialog.h"

class QListWidget;
class QPushButton;
class QRadioButton;

namespace homeport {

class Banner;
class ProxiesService;
class Theme;

// The way an account's traffic takes: the default, none, or proxies in the order in which they are tried.
class ProxyChoiceDialog final : public GrowingDialog
{
    Q_OBJECT

public:
    // Keeps what is chosen as the account's. Both references outlive it; the account is read at once.
    ProxyChoiceDialog(ProxiesService &service, const Theme &theme, const Account &account, QWidget *parent = nullptr);
    // For an account that is not there yet: whoever opened it reads choice() once it was accepted.
    ProxyChoiceDialog(ProxiesService &service, const Theme &theme, const ProxyChoice &choice, QWidget *parent = nullptr);

    [[nodiscard]] ProxyChoice choice() const;

private:
    void build();
    void fill(const ProxyChoice &choice);
    void move(int by);
    void showState();
    void save();

    ProxiesService &m_service;
    qint64 m_accountId = 0; // 0: of none yet
    QRadioButton *m_default;
    QRadioButton *m_direct;
    QRadioButton *m_list;
    QListWidget *m_proxies;
    QPushButton *m_up;
    QPushButton *m_down;
    QPushButton *m_save;
    Banner *m_failure;
};

// "Default: office", "Direct", "office, then spare"; a proxy that was removed is named so.
[[nodiscard]] QString proxyChoiceText(const ProxiesService &service, const ProxyChoice &choice);

} // namespace homeport
