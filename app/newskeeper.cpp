// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/newskeeper.h"

#include "core/accounts/accountstore.h"
#include "core/accounts/limitsstore.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"

namespace homeport {

NewsKeeper::NewsKeeper(AccountStore &accounts, LimitsStore &limits, QObject *parent)
    : QObject(parent), m_accounts(accounts), m_limits(limits)
{
    connect(&accounts, &AccountStore::accountRemoved, &limits, &LimitsStore::forget);
}

void NewsKeeper::apply(const AccountNews &news)
{
    m_seen = seen();
    m_applied = news.number;
    const Account *account = m_accounts.find(news.accountId);
    if (account) {
        if (!news.quota.isEmpty())
            m_limits.setQuotas(news.accountId, news.quota);
        if (news.park && !news.park->family.isEmpty())
            m_limits.setPark(news.accountId, *news.park);
        else if (news.park)
            setPark(*account, *news.park);
    }
    if (m_pending == 0)
        Q_EMIT seenChanged();
}

void NewsKeeper::setPark(const Account &account, const AccountPark &park)
{
    AccountVerdict verdict = account.verdict;
    verdict.parkedUntil = park.until;
    verdict.parkedWhy = park.until.isValid() ? park.why : QString();
    if (verdict == account.verdict)
        return;
    ++m_pending;
    onResult(m_accounts.setVerdict(account.id, verdict), this, [this](const Result<Account> &kept) {
        --m_pending;
        if (!kept)
            qCWarning(lcApp).noquote() << "an account's park could not be kept:" << kept.error().detail;
        if (m_pending == 0)
            Q_EMIT seenChanged();
    });
}

QFuture<Result<Account>> NewsKeeper::unpark(qint64 accountId)
{
    m_limits.clearParks(accountId);
    const Account *account = m_accounts.find(accountId);
    AccountVerdict verdict = account ? account->verdict : AccountVerdict{};
    verdict.parkedUntil = {};
    verdict.parkedWhy.clear();
    return m_accounts.setVerdict(accountId, verdict); // NotFound when there is none
}

} // namespace homeport
