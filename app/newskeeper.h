// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/routing/routing.h"

#include <QFuture>
#include <QObject>

namespace homeport {

class AccountStore;
class LimitsStore;

// Keeps what the relay learnt about accounts: a park of a whole account as its verdict, the rest as its limits. The relay
// works with it already; here it becomes visible and survives a restart. Lives in the GUI thread.
class NewsKeeper final : public QObject
{
    Q_OBJECT

public:
    // Both outlive this.
    NewsKeeper(AccountStore &accounts, LimitsStore &limits, QObject *parent = nullptr);

    void apply(const AccountNews &news); // ascending by number
    // The highest number whose news the stores know, all before it included.
    [[nodiscard]] quint64 seen() const { return m_pending == 0 ? m_applied : m_seen; }

    // Takes a parked account back into use, its model families too. Errors as AccountStore::setVerdict().
    [[nodiscard]] QFuture<Result<Account>> unpark(qint64 accountId);

Q_SIGNALS:
    void seenChanged(); // after each change of seen()

private:
    void setPark(const Account &account, const AccountPark &park);

    AccountStore &m_accounts;
    LimitsStore &m_limits;
    quint64 m_applied = 0; // handed to the stores
    quint64 m_seen = 0;    // when nothing was pending last
    int m_pending = 0;     // verdicts on their way to the disk
};

} // namespace homeport
