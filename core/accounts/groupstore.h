// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountrouting.h"
#include "core/base/result.h"

#include <QFuture>
#include <QObject>

namespace homeport {

class GroupRepository;
class MetaRepository;
class SerialExecutor;
struct GroupRow;

// Groups of accounts, the strategy of all accounts for keys without a group, and the aliases of models of every key: in memory, the truth in the database.
// Lives in the GUI thread. Errors: Invalid (name, strategy, alias), Conflict (name taken), NotFound, Storage.
class GroupStore final : public QObject
{
    Q_OBJECT

public:
    // All outlive this.
    GroupStore(SerialExecutor &executor, GroupRepository &repository, MetaRepository &meta, QObject *parent = nullptr);
    ~GroupStore() override;

    [[nodiscard]] QFuture<Result<void>> load();                                  // once after start
    [[nodiscard]] const QList<AccountGroup> &groups() const { return m_groups; } // by creation
    [[nodiscard]] RoutingStrategy strategy() const { return m_strategy; }
    [[nodiscard]] const ModelAliases &aliases() const { return m_aliases; }

    [[nodiscard]] QFuture<Result<AccountGroup>> add(AccountGroup group);
    [[nodiscard]] QFuture<Result<AccountGroup>> update(const AccountGroup &group);
    [[nodiscard]] QFuture<Result<void>> remove(qint64 id);
    [[nodiscard]] QFuture<Result<void>> setStrategy(RoutingStrategy strategy);
    [[nodiscard]] QFuture<Result<void>> setAliases(const ModelAliases &aliases); // take the place of the present ones

Q_SIGNALS:
    void groupsChanged(); // after each change of what is above

private:
    [[nodiscard]] QFuture<Result<AccountGroup>> change(std::function<Result<GroupRow>()> work);

    SerialExecutor &m_executor;
    GroupRepository &m_repository;
    MetaRepository &m_meta;
    QList<AccountGroup> m_groups;
    RoutingStrategy m_strategy = RoutingStrategy::Priority;
    ModelAliases m_aliases;
};

} // namespace homeport
