// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/groupstore.h"

#include "core/accounts/accountrules.h"
#include "core/accounts/modelrulesjson.h"
#include "core/base/onresult.h"
#include "core/base/serialexecutor.h"
#include "core/storage/grouprepository.h"
#include "core/storage/metakeys.h"
#include "core/storage/metarepository.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

AccountGroup groupOf(const GroupRow &row)
{
    AccountGroup group{row.id, row.name, RoutingStrategy::Priority, row.accounts};
    (void)strategyFromName(row.strategy, &group.strategy);
    return group;
}

} // namespace

GroupStore::GroupStore(SerialExecutor &executor, GroupRepository &repository, MetaRepository &meta, QObject *parent)
    : QObject(parent), m_executor(executor), m_repository(repository), m_meta(meta)
{
}

GroupStore::~GroupStore() = default;

QFuture<Result<void>> GroupStore::load()
{
    struct Stored
    {
        QList<GroupRow> groups;
        QString strategy;
        QString aliases;
    };
    auto promise = startedPromise<void>();
    const auto work = [&repository = m_repository, &meta = m_meta]() -> Result<Stored> {
        const auto rows = repository.all();
        const auto strategy = meta.value(meta::RoutingStrategy);
        const auto aliases = meta.value(meta::RoutingAliases);
        if (!rows || !strategy || !aliases)
            return !rows ? rows.error() : !strategy ? strategy.error() : aliases.error();
        return Stored{*rows, *strategy, *aliases};
    };
    onResult(m_executor.run(work), this, [this, promise](const Result<Stored> &stored) {
        if (stored) {
            m_groups.clear();
            for (const GroupRow &row : stored->groups)
                m_groups << groupOf(row);
            (void)strategyFromName(stored->strategy, &m_strategy);
            m_aliases = aliasesFromText(stored->aliases);
            Q_EMIT groupsChanged();
        }
        complete(promise, stored ? Result<void>() : Result<void>(stored.error()));
    });
    return promise->future();
}

// Runs work in the db thread, then applies its row to the list in ours, then completes.
QFuture<Result<AccountGroup>> GroupStore::change(std::function<Result<GroupRow>()> work)
{
    auto promise = startedPromise<AccountGroup>();
    onResult(m_executor.run(std::move(work)), this, [this, promise](const Result<GroupRow> &row) {
        if (!row)
            return complete(promise, Result<AccountGroup>(row.error()));
        const AccountGroup group = groupOf(*row);
        const auto known = std::find_if(m_groups.begin(), m_groups.end(), [&group](const AccountGroup &one) { return one.id == group.id; });
        if (known != m_groups.end())
            *known = group;
        else
            m_groups << group;
        Q_EMIT groupsChanged();
        complete(promise, Result<AccountGroup>(group));
    });
    return promise->future();
}

QFuture<Result<AccountGroup>> GroupStore::add(AccountGroup group)
{
    const auto name = checkedName(group.name);
    if (!name)
        return readyResult(Result<AccountGroup>(name.error()));
    const GroupRow row{0, *name, strategyName(group.strategy), QDateTime::currentDateTimeUtc(), group.accounts};
    return change([&repository = m_repository, row] { return repository.insert(row); });
}

QFuture<Result<AccountGroup>> GroupStore::update(const AccountGroup &group)
{
    const auto name = checkedName(group.name);
    if (!name)
        return readyResult(Result<AccountGroup>(name.error()));
    const GroupRow row{group.id, *name, strategyName(group.strategy), {}, group.accounts};
    return change([&repository = m_repository, row] { return repository.update(row); });
}

QFuture<Result<void>> GroupStore::remove(qint64 id)
{
    auto promise = startedPromise<void>();
    onResult(m_executor.run([&repository = m_repository, id] { return repository.remove(id); }), this,
             [this, promise, id](const Result<void> &removed) {
                 if (removed) {
                     m_groups.removeIf([id](const AccountGroup &group) { return group.id == id; });
                     Q_EMIT groupsChanged();
                 }
                 complete(promise, removed);
             });
    return promise->future();
}

QFuture<Result<void>> GroupStore::setStrategy(RoutingStrategy strategy)
{
    auto promise = startedPromise<void>();
    onResult(m_executor.run([&meta = m_meta, strategy] { return meta.setValue(meta::RoutingStrategy, strategyName(strategy)); }), this,
             [this, promise, strategy](const Result<void> &stored) {
                 if (stored) {
                     m_strategy = strategy;
                     Q_EMIT groupsChanged();
                 }
                 complete(promise, stored);
             });
    return promise->future();
}

QFuture<Result<void>> GroupStore::setAliases(const ModelAliases &aliases)
{
    if (const QString problem = problemWith(aliases); !problem.isEmpty())
        return readyResult(Result<void>(Error{Error::Code::Invalid, problem}));
    auto promise = startedPromise<void>();
    onResult(m_executor.run([&meta = m_meta, aliases] { return meta.setValue(meta::RoutingAliases, aliasesText(aliases)); }), this,
             [this, promise, aliases](const Result<void> &stored) {
                 if (stored) {
                     m_aliases = aliases;
                     Q_EMIT groupsChanged();
                 }
                 complete(promise, stored);
             });
    return promise->future();
}

} // namespace homeport
