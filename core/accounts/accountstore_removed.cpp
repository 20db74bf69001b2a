// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What AccountStore still knows of removed accounts.
#include "core/accounts/accountstore.h"
#include "core/base/serialexecutor.h"
#include "core/vault/vault.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

QFuture<Result<std::vector<RemovedAccount>>> AccountStore::removedAccounts(const QDateTime &before)
{
    return m_executor.run([&repository = m_repository, sealer = m_vault.sealer(), before]() -> Result<std::vector<RemovedAccount>> {
        if (!sealer)
            return Error{Error::Code::Locked, u"The vault is locked: unlock it first."_s};
        const auto rows = repository.removed();
        if (!rows)
            return rows.error();
        std::vector<RemovedAccount> removed;
        for (const AccountRow &row : *rows) {
            if (row.removedAt > before)
                continue;
            RemovedAccount one;
            one.material.account = accountOf(row, {}, before);
            // What does not open can't be revoked: the row goes without it.
            one.material.refreshToken = openField(*sealer, row.refreshToken, row.id, "refresh_token").value_or(nullptr);
            one.material.clientSecret = openField(*sealer, row.clientSecret, row.id, "client_secret").value_or(nullptr);
            one.accessToken = openField(*sealer, row.secret, row.id, "secret").value_or(nullptr);
            one.removedAt = row.removedAt;
            removed.push_back(std::move(one));
        }
        return removed;
    });
}

QFuture<Result<int>> AccountStore::purge(qint64 id)
{
    return m_executor.run([&repository = m_repository, id] { return repository.purge(id); });
}

} // namespace homeport
