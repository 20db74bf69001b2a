// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/usage/routetrace.h"

#include <QJsonArray>
#include <QJsonObject>

namespace homeport {

[[nodiscard]] QString unknownStrategy(const QString &name); // one sentence with the names that are known

// What the arguments change; what they do not name stays.
[[nodiscard]] Result<AccountRouting> changedRouting(AccountRouting routing, const QJsonObject &args);
[[nodiscard]] Result<AccountGroup> changedGroup(AccountGroup group, const QJsonObject &args, const QList<Account> &accounts);

// "NAME=MODEL" with commas between, or "none". Invalid: a pair is none.
[[nodiscard]] Result<ModelAliases> aliasesOf(const QString &text);
// What "set" puts in their place, "add" adds and "remove", names with commas between, takes away. NotFound: one that is not there.
[[nodiscard]] Result<ModelAliases> changedAliases(ModelAliases aliases, const QJsonObject &args);
[[nodiscard]] QJsonObject aliasesJson(const ModelAliases &aliases);

[[nodiscard]] QJsonObject routingJson(const Account &account);
[[nodiscard]] QJsonObject groupJson(const AccountGroup &group, const QList<Account> &accounts);
[[nodiscard]] QJsonObject traceJson(const RouteTrace &trace, qint64 startedMs); // when the request began, ms since 1970, UTC

} // namespace homeport
