// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What AccountStore does for a refresh, from its beginning to the end of a grant.
#include "core/accounts/accountstore.h"
#include "core/base/onresult.h"
#include "core/base/serialexecutor.h"
#include "core/vault/vault.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

QFuture<Result<Account>> AccountStore::endGrant(qint64 id, const GrantMark &mark, const QString &why)
{
    AccountVerdict verdict;
    verdict.signInWhy = why;
    m_notes[id].verdictAt = QDateTime::currentDateTimeUtc();
    return change([&repository = m_repository, id, verdict, mark, sealer = m_vault.sealer()] {
        return repository.setVerdict(id, verdict, [&](const AccountRow &row) { return holdsGrant(row, mark, sealer.get()); });
    });
}

QFuture<Result<RefreshMaterial>> AccountStore::beginRefresh(qint64 id)
{
    const auto sealer = m_vault.sealer();
    if (!sealer)
        return readyResult(Result<RefreshMaterial>(Error{Error::Code::Locked, u"The vault is locked: unlock it first."_s}));
    // In the db thread: the token read is the newest one that was committed.
    return m_executor.run([&repository = m_repository, id, sealer, now = QDateTime::currentDateTimeUtc()]() -> Result<RefreshMaterial> {
        const auto row = repository.beginRefresh(id, now);
        if (!row)
            return row.error();
        const auto refresh = openField(*sealer, row->refreshToken, id, "refresh_token");
        const auto client = openField(*sealer, row->clientSecret, id, "client_secret");
        if (!refresh || !client)
            return (!refresh ? refresh : client).error();
        if (!*refresh)
            return Error{Error::Code::Unauthorized, u"The account has no refresh token: sign in again."_s};
        return RefreshMaterial{accountOf(*row, {}, now), *refresh, *client, row->refreshToken};
    });
}

QFuture<Result<Account>> AccountStore::forgetRefresh(qint64 id)
{
    return change([&repository = m_repository, id] { return repository.beginRefresh(id, {}); });
}

} // namespace homeport
