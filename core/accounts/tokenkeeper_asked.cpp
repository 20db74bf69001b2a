// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The half of TokenKeeper that others ask.
#include "core/accounts/accountstore.h"
#include "core/accounts/refreshpolicy.h"
#include "core/accounts/tokenkeeper.h"
#include "core/base/clock.h"
#include "core/base/onresult.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

QFuture<Result<SharedSecret>> TokenKeeper::fresh(qint64 accountId, SharedSecret rejected)
{
    auto promise = startedPromise<SharedSecret>();
    QMetaObject::invokeMethod(this, [this, accountId, promise, rejected = std::move(rejected)] { wait(accountId, rejected, promise); });
    return promise->future();
}

void TokenKeeper::wait(qint64 id, const SharedSecret &rejected, const Promise &promise)
{
    const Account *account = m_store.find(id);
    if (!account)
        return complete<SharedSecret>(promise, Error{Error::Code::NotFound, u"The account is not there any more."_s});
    const auto current = m_store.secretOf(id);
    if (!current)
        return complete<SharedSecret>(promise, current.error());
    const QDateTime now = m_clock.now();
    const bool isRejected = rejected && **current == *rejected;
    const bool lasts = !account->expiresAt.isValid() || now.addSecs(TokenMargin.count()) < account->expiresAt;
    if (!isRejected && (lasts || !account->refreshable))
        return complete<SharedSecret>(promise, *current);
    if (account->state == Account::State::NeedsSignIn || !account->refreshable)
        return complete<SharedSecret>(promise,
                                      Error{Error::Code::Unauthorized, u"The account %1 needs a new sign-in."_s.arg(account->name)});
    Entry &entry = m_entries[id];
    if (!entry.isRunning() && heldUntil(entry) > now) {
        if (!isRejected && now < account->expiresAt)
            return complete<SharedSecret>(promise, *current);
        return complete<SharedSecret>(promise, Error{Error::Code::Unavailable, account->refreshProblem});
    }
    entry.waiting.push_back({promise, isRejected});
    if (!entry.isRunning())
        begin(id);
}

QFuture<Result<Account>> TokenKeeper::refreshNow(qint64 accountId)
{
    const Account *account = m_store.find(accountId);
    if (!account)
        return readyResult(Result<Account>(Error{Error::Code::NotFound, u"There is no account with the id %1."_s.arg(accountId)}));
    if (!account->refreshable)
        return readyResult(Result<Account>(Error{Error::Code::Invalid, u"%1 has nothing to refresh."_s.arg(account->name)}));
    auto promise = startedPromise<Account>();
    auto inner = startedPromise<SharedSecret>();
    onResult(inner->future(), this, [this, accountId, promise](const Result<SharedSecret> &result) {
        const Account *now = m_store.find(accountId);
        if (!result)
            return complete<Account>(promise, result.error());
        complete<Account>(promise, now ? Result<Account>(*now) : Error{Error::Code::NotFound, u"The account is gone."_s});
    });
    Entry &entry = m_entries[accountId];
    entry.waiting.push_back({inner, true});
    if (!entry.isRunning())
        begin(accountId);
    return promise->future();
}

} // namespace homeport
