// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/base/result.h"
#include "core/storage/limitsrepository.h"

#include <QFuture>
#include <QList>
#include <QObject>

namespace homeport {

// How accounts share the work, and what their providers said of their limits: for the window. GUI thread only.
class RoutingService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] virtual QList<Account> accounts() const = 0; // by creation, each with its part in routing
    [[nodiscard]] virtual QList<AccountGroup> groups() const = 0;
    [[nodiscard]] virtual RoutingStrategy strategy() const = 0; // of keys without a group
    [[nodiscard]] virtual ModelAliases aliases() const = 0;     // of every key
    [[nodiscard]] virtual AccountLimits limitsOf(qint64 accountId) const = 0;

    // Errors as AccountStore::setRouting() and GroupStore's operations.
    [[nodiscard]] virtual QFuture<Result<Account>> setRouting(qint64 id, const AccountRouting &routing) = 0;
    [[nodiscard]] virtual QFuture<Result<Account>> unpark(qint64 id) = 0; // its family parks too
    [[nodiscard]] virtual QFuture<Result<AccountGroup>> addGroup(const AccountGroup &group) = 0;
    [[nodiscard]] virtual QFuture<Result<AccountGroup>> updateGroup(const AccountGroup &group) = 0;
    [[nodiscard]] virtual QFuture<Result<void>> removeGroup(qint64 id) = 0;
    [[nodiscard]] virtual QFuture<Result<void>> setStrategy(RoutingStrategy strategy) = 0;
    [[nodiscard]] virtual QFuture<Result<void>> setAliases(const ModelAliases &aliases) = 0;

Q_SIGNALS:
    void routingChanged(); // after each change of what is above but for the limits
    void limitsChanged();  // at most four times a second
};

} // namespace homeport
