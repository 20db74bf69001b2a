// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/accountrow.h"

#include <functional>

namespace homeport {

class Database;

// Db thread only. Every change is one transaction. NotFound: no account (that is not removed) has the id.
class AccountRepository final
{
public:
    // Gets the row with its id, for the envelopes' associated data, and fills in or replaces envelopes.
    using Seal = std::function<Result<void>(AccountRow *row)>;

    using Condition = std::function<bool(const AccountRow &row)>;
    enum class Scope { Present, RemovedToo }; // Present: a removed account is NotFound

    explicit AccountRepository(Database &database) : m_database(database) {}

    [[nodiscard]] Result<QList<AccountRow>> all();                             // not removed, by id
    [[nodiscard]] Result<QList<AccountRow>> removed();                         // removed, not yet purged
    [[nodiscard]] Result<AccountRow> find(qint64 id);                          // removed ones too
    [[nodiscard]] Result<AccountRow> insert(AccountRow row, const Seal &seal); // Conflict: the name is taken
    // All or none.
    [[nodiscard]] Result<QList<AccountRow>> insertAll(const QList<AccountRow> &rows,
                                                      const std::function<Result<void>(qsizetype, AccountRow *)> &seal);
    [[nodiscard]] Result<AccountRow> setPaused(qint64 id, bool paused);
    // Conflict: @p condition does not hold.
    [[nodiscard]] Result<AccountRow> setVerdict(qint64 id, const AccountVerdict &verdict, const Condition &condition = {});
    [[nodiscard]] Result<AccountRow> rename(qint64 id, const QString &name); // Conflict: the name is taken
    [[nodiscard]] Result<AccountRow> setProxies(qint64 id, const QString &mode, const QList<qint64> &proxyIds);
    [[nodiscard]] Result<AccountRow> setOwner(qint64 id, const QString &organization, const QString &project);
    [[nodiscard]] Result<AccountRow> setRouting(qint64 id, const RoutingColumns &routing);
    // A refresh token is about to be used: on disk before it leaves. A null time: it was not used after all.
    [[nodiscard]] Result<AccountRow> beginRefresh(qint64 id, const QDateTime &when);
    // @p change fills in the new envelopes, times and identity of the row as it is, and may clear more of its verdict; that it
    // wants a new sign-in and the refresh that was under way are cleared with them.
    [[nodiscard]] Result<AccountRow> replaceCredential(qint64 id, const Seal &change, Scope scope = Scope::Present);
    // Sets or clears removed_at. Conflict: the name was taken meanwhile. NotFound.
    [[nodiscard]] Result<AccountRow> setRemoved(qint64 id, const QDateTime &when);
    // Removed accounts go for good; OAuth ones one by one, since their providers are told first.
    [[nodiscard]] Result<int> purgeRemoved();
    [[nodiscard]] Result<int> purge(qint64 id);

private:
    [[nodiscard]] Result<QList<AccountRow>> select(const std::string &where);
    [[nodiscard]] Result<AccountRow> insertOne(AccountRow row, const Seal &seal);
    [[nodiscard]] Result<AccountRow> update(qint64 id, const std::function<Result<void>(AccountRow *row)> &change,
                                            Scope scope = Scope::Present);
    void writeProxies(const AccountRow &row);

    Database &m_database;
};

} // namespace homeport
