// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/accountrepository.h"

#include "core/storage/accountcolumns.h"
#include "core/storage/database.h"
#include "core/storage/sqlvalues.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

Error notFound(qint64 id)
{
    return {Error::Code::NotFound, u"There is no account with the id %1."_s.arg(id)};
}

Result<AccountRow> named(Result<AccountRow> result, const QString &name)
{
    if (!result && result.error().code == Error::Code::Conflict)
        return Error{Error::Code::Conflict, u"There is an account named \"%1\" already: choose another name."_s.arg(name)};
    return result;
}

} // namespace

Result<QList<AccountRow>> AccountRepository::select(const std::string &where)
{
    return m_database.guarded([&]() -> Result<QList<AccountRow>> {
        SQLite::Statement statement(m_database.handle(),
                                    std::string("SELECT ") + sql::AccountColumns + " FROM account WHERE " + where + " ORDER BY id");
        SQLite::Statement proxies(m_database.handle(), "SELECT proxy_id FROM account_proxy WHERE account_id = ? ORDER BY position");
        QList<AccountRow> rows;
        while (statement.executeStep()) {
            AccountRow row = sql::accountOf(statement);
            proxies.reset();
            proxies.bind(1, static_cast<int64_t>(row.id));
            while (proxies.executeStep())
                row.proxyIds << proxies.getColumn(0).getInt64();
            rows << row;
        }
        return rows;
    });
}

Result<QList<AccountRow>> AccountRepository::all()
{
    return select("removed_at IS NULL");
}

Result<QList<AccountRow>> AccountRepository::removed()
{
    return select("removed_at IS NOT NULL");
}

Result<AccountRow> AccountRepository::find(qint64 id)
{
    const auto rows = select("id = " + std::to_string(id));
    if (!rows)
        return rows.error();
    return rows->isEmpty() ? Result<AccountRow>(notFound(id)) : Result<AccountRow>(rows->front());
}

void AccountRepository::writeProxies(const AccountRow &row)
{
    SQLite::Statement clear(m_database.handle(), "DELETE FROM account_proxy WHERE account_id = ?");
    clear.bind(1, static_cast<int64_t>(row.id));
    clear.exec();
    SQLite::Statement insert(m_database.handle(), "INSERT INTO account_proxy (account_id, position, proxy_id) VALUES (?, ?, ?)");
    for (qsizetype i = 0; i < row.proxyIds.size(); ++i) {
        insert.reset();
        insert.bind(1, static_cast<int64_t>(row.id));
        insert.bind(2, static_cast<int64_t>(i));
        insert.bind(3, static_cast<int64_t>(row.proxyIds.at(i)));
        insert.exec();
    }
}

// Inside a transaction.
Result<AccountRow> AccountRepository::insertOne(AccountRow row, const Seal &seal)
{
    SQLite::Statement insert(m_database.handle(), sql::InsertAccount);
    sql::bindAccount(insert, row);
    insert.exec();
    row.id = m_database.handle().getLastInsertRowid();
    if (const auto sealed = seal(&row); !sealed)
        return sealed.error();
    SQLite::Statement update(m_database.handle(), "UPDATE account SET secret = ?, refresh_token = ?, client_secret = ? WHERE id = ?");
    sql::bind(update, 1, row.secret);
    sql::bind(update, 2, row.refreshToken);
    sql::bind(update, 3, row.clientSecret);
    update.bind(4, static_cast<int64_t>(row.id));
    update.exec();
    writeProxies(row);
    return row;
}

Result<AccountRow> AccountRepository::insert(AccountRow row, const Seal &seal)
{
    return named(m_database.transaction([&] { return insertOne(row, seal); }), row.name);
}

Result<QList<AccountRow>> AccountRepository::insertAll(const QList<AccountRow> &rows,
                                                       const std::function<Result<void>(qsizetype, AccountRow *)> &seal)
{
    QString name;
    auto inserted = m_database.transaction([&]() -> Result<QList<AccountRow>> {
        QList<AccountRow> done;
        for (qsizetype i = 0; i < rows.size(); ++i) {
            name = rows.at(i).name;
            const auto one = insertOne(rows.at(i), [&](AccountRow *row) { return seal(i, row); });
            if (!one)
                return one.error();
            done << *one;
        }
        return done;
    });
    if (!inserted && inserted.error().code == Error::Code::Conflict)
        return named(inserted.error(), name).error();
    return inserted;
}

// Reads the row, lets @p change have it, and writes it back, in one transaction.
Result<AccountRow> AccountRepository::update(qint64 id, const std::function<Result<void>(AccountRow *row)> &change, Scope scope)
{
    return m_database.transaction([&]() -> Result<AccountRow> {
        auto found = find(id);
        if (!found || (found->removedAt.isValid() && scope == Scope::Present))
            return found ? notFound(id) : found.error();
        AccountRow row = *std::move(found);
        if (const auto changed = change(&row); !changed)
            return changed.error();
        SQLite::Statement statement(m_database.handle(), sql::UpdateAccount);
        sql::bindAccount(statement, row);
        statement.bind(sql::AccountIdParameter, static_cast<int64_t>(id));
        statement.exec();
        writeProxies(row);
        return row;
    });
}

Result<AccountRow> AccountRepository::setPaused(qint64 id, bool paused)
{
    return update(id, [paused](AccountRow *row) -> Result<void> {
        row->paused = paused;
        return {};
    });
}

Result<AccountRow> AccountRepository::setVerdict(qint64 id, const AccountVerdict &verdict, const Condition &condition)
{
    return update(id, [&](AccountRow *row) -> Result<void> {
        if (condition && !condition(*row))
            return Error{Error::Code::Conflict, u"The account %1 has changed meanwhile."_s.arg(row->name)};
        row->verdict = verdict;
        return {};
    });
}

Result<AccountRow> AccountRepository::rename(qint64 id, const QString &name)
{
    return named(update(id,
                        [&name](AccountRow *row) -> Result<void> {
                            row->name = name;
                            return {};
                        }),
                 name);
}

Result<AccountRow> AccountRepository::setProxies(qint64 id, const QString &mode, const QList<qint64> &proxyIds)
{
    return update(id, [&](AccountRow *row) -> Result<void> {
        row->proxyMode = mode;
        row->proxyIds = proxyIds;
        return {};
    });
}

Result<AccountRow> AccountRepository::setOwner(qint64 id, const QString &organization, const QString &project)
{
    return update(id, [&](AccountRow *row) -> Result<void> {
        row->organization = organization;
        row->projectId = project;
        return {};
    });
}

Result<AccountRow> AccountRepository::setRouting(qint64 id, const RoutingColumns &routing)
{
    return update(id, [&routing](AccountRow *row) -> Result<void> {
        row->routing = routing;
        return {};
    });
}

Result<AccountRow> AccountRepository::beginRefresh(qint64 id, const QDateTime &when)
{
    return update(id, [&when](AccountRow *row) -> Result<void> {
        row->refreshBeganAt = when;
        return {};
    });
}

Result<AccountRow> AccountRepository::replaceCredential(qint64 id, const Seal &change, Scope scope)
{
    const auto replace = [&change](AccountRow *row) -> Result<void> {
        row->verdict.signInWhy = QString();
        row->refreshBeganAt = {};
        return change(row);
    };
    return update(id, replace, scope);
}

Result<AccountRow> AccountRepository::setRemoved(qint64 id, const QDateTime &when)
{
    const auto changed = m_database.transaction([&]() -> Result<AccountRow> {
        const char *wanted = when.isValid() ? "UPDATE account SET removed_at = ? WHERE id = ? AND removed_at IS NULL"
                                            : "UPDATE account SET removed_at = ? WHERE id = ? AND removed_at IS NOT NULL";
        SQLite::Statement statement(m_database.handle(), wanted);
        sql::bind(statement, 1, when);
        statement.bind(2, static_cast<int64_t>(id));
        if (statement.exec() == 0)
            return notFound(id);
        return find(id);
    });
    if (!changed && changed.error().code == Error::Code::Conflict)
        return Error{Error::Code::Conflict, u"Another account took the name meanwhile: rename or remove it first."_s};
    return changed;
}

Result<int> AccountRepository::purgeRemoved()
{
    return m_database.transaction([&]() -> Result<int> {
        SQLite::Statement statement(m_database.handle(), "DELETE FROM account WHERE removed_at IS NOT NULL AND credential <> 'oauth'");
        return statement.exec();
    });
}

Result<int> AccountRepository::purge(qint64 id)
{
    return m_database.transaction([&]() -> Result<int> {
        SQLite::Statement statement(m_database.handle(), "DELETE FROM account WHERE removed_at IS NOT NULL AND id = ?");
        statement.bind(1, static_cast<int64_t>(id));
        return statement.exec();
    });
}

} // namespace homeport
