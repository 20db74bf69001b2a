// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/accountcolumns.h"

#include "core/storage/sqlvalues.h"

namespace homeport::sql {

const char *const AccountColumns = "provider_id, name, base_url, credential, paused, sign_in_why, blocked_why, parked_why, parked_until, "
                                   "hint, secret, refresh_token, client_id, client_secret, project_id, identity, created_at, obtained_at, "
                                   "expires_at, refresh_began_at, removed_at, proxy_mode, priority, weight, reserve_percent, models, "
                                   "pass_through, service_account, organization, id";
const char
    *const InsertAccount = "INSERT INTO account (provider_id, name, base_url, credential, paused, sign_in_why, blocked_why, parked_why, "
                           "parked_until, hint, secret, refresh_token, client_id, client_secret, project_id, identity, created_at, "
                           "obtained_at, expires_at, refresh_began_at, removed_at, proxy_mode, priority, weight, reserve_percent, models, "
                           "pass_through, service_account, organization) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                           "?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
const char *const UpdateAccount =
    "UPDATE account SET provider_id = ?, name = ?, base_url = ?, credential = ?, paused = ?, sign_in_why = ?, "
    "blocked_why = ?, parked_why = ?, parked_until = ?, hint = ?, secret = ?, refresh_token = ?, client_id = ?, "
    "client_secret = ?, project_id = ?, identity = ?, created_at = ?, obtained_at = ?, expires_at = ?, "
    "refresh_began_at = ?, removed_at = ?, proxy_mode = ?, priority = ?, weight = ?, reserve_percent = ?, models = ?, "
    "pass_through = ?, service_account = ?, organization = ? WHERE id = ?";

namespace {

QString optionalText(const SQLite::Column &column)
{
    return column.isNull() ? QString() : text(column);
}

void bindOptional(SQLite::Statement &statement, int index, const QString &text)
{
    if (text.isNull())
        statement.bind(index);
    else
        bind(statement, index, text);
}

} // namespace

AccountRow accountOf(const SQLite::Statement &statement)
{
    int at = 0;
    const auto next = [&] { return statement.getColumn(at++); };
    AccountRow row;
    row.providerId = text(next());
    row.name = text(next());
    row.baseUrl = text(next());
    row.credential = text(next());
    row.paused = next().getInt() != 0;
    row.verdict.signInWhy = optionalText(next());
    row.verdict.blockedWhy = optionalText(next());
    row.verdict.parkedWhy = optionalText(next());
    row.verdict.parkedUntil = time(next());
    row.hint = text(next());
    row.secret = blob(next());
    row.refreshToken = blob(next());
    row.clientId = text(next());
    row.clientSecret = blob(next());
    row.projectId = text(next());
    row.identity = text(next());
    row.createdAt = time(next());
    row.obtainedAt = time(next());
    row.expiresAt = time(next());
    row.refreshBeganAt = time(next());
    row.removedAt = time(next());
    row.proxyMode = text(next());
    row.routing.priority = next().getInt();
    row.routing.weight = next().getInt();
    row.routing.reservePercent = next().getInt();
    row.routing.models = text(next());
    row.passThrough = next().getInt() != 0;
    row.serviceAccount = next().getInt() != 0;
    row.organization = text(next());
    row.id = next().getInt64();
    return row;
}

void bindAccount(SQLite::Statement &statement, const AccountRow &row)
{
    int at = 1;
    for (const QString *text : {&row.providerId, &row.name, &row.baseUrl, &row.credential})
        bind(statement, at++, *text);
    statement.bind(at++, row.paused ? 1 : 0);
    for (const QString *text : {&row.verdict.signInWhy, &row.verdict.blockedWhy, &row.verdict.parkedWhy})
        bindOptional(statement, at++, *text);
    bind(statement, at++, row.verdict.parkedUntil);
    bind(statement, at++, row.hint);
    bind(statement, at++, row.secret);
    bind(statement, at++, row.refreshToken);
    bind(statement, at++, row.clientId);
    bind(statement, at++, row.clientSecret);
    bind(statement, at++, row.projectId);
    bind(statement, at++, row.identity);
    for (const QDateTime *time : {&row.createdAt, &row.obtainedAt, &row.expiresAt, &row.refreshBeganAt, &row.removedAt})
        bind(statement, at++, *time);
    bind(statement, at++, row.proxyMode);
    for (const int number : {row.routing.priority, row.routing.weight, row.routing.reservePercent})
        statement.bind(at++, number);
    bind(statement, at++, row.routing.models);
    statement.bind(at++, row.passThrough ? 1 : 0);
    statement.bind(at++, row.serviceAccount ? 1 : 0);
    bind(statement, at, row.organization);
}

} // namespace homeport::sql
