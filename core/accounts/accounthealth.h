// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountsignal.h"

#include <QObject>

namespace homeport {

class AccountStore;

// Turns what real traffic tells into the accounts' states. No synthetic traffic. Lives in the GUI thread.
class AccountHealth final : public QObject
{
    Q_OBJECT

public:
    explicit AccountHealth(AccountStore &store, QObject *parent = nullptr); // outlives this

    // A signal about an account that is gone, not there yet, or that says what is known already, changes no account.
    void apply(const AccountSignal &signal);

Q_SIGNALS:
    void proxyFailed(qint64 proxyId, const QString &why); // once per signal, whatever the account
    void proxyWorked(qint64 proxyId);

private:
    void setProxyProblem(const Account &account, const QString &problem);

    AccountStore &m_store;
};

} // namespace homeport
