// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/localkey.h"
#include "core/accounts/account.h"
#include "core/accounts/accounttest.h"
#include "core/usage/requestrecord.h"

#include <QJsonArray>
#include <QJsonObject>

namespace homeport {

// How values look on the control socket and in `homeportctl --json`. None of them holds a secret.
[[nodiscard]] QJsonObject toJson(const Account &account);
[[nodiscard]] QJsonObject toJson(const AccountTestReport &report);
[[nodiscard]] QJsonObject toJson(const LocalKey &key); // without its hash
[[nodiscard]] QJsonObject toJson(const RequestRecord &record);
[[nodiscard]] QJsonValue timeJson(const QDateTime &when); // UTC; null: none

// The argument @p name of a request; Invalid when it is missing or of another type.
[[nodiscard]] Result<QString> textArgument(const QJsonObject &args, const QString &name);
[[nodiscard]] Result<qint64> idArgument(const QJsonObject &args); // "id"

} // namespace homeport
