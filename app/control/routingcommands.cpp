// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/routingcommands.h"

#include "app/backend.h"
#include "app/control/controljson.h"
#include "app/control/quotajson.h"
#include "app/control/routingjson.h"
#include "app/newskeeper.h"
#include "app/snapshotpublisher.h"
#include "core/accounts/accountstore.h"
#include "core/accounts/groupstore.h"
#include "core/accounts/limitsstore.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// Completes once the relay works with what was changed.
template <typename T, typename ToJson>
void finishSettled(ControlReply *reply, SnapshotPublisher &publisher, const QFuture<Result<T>> &future, ToJson toAnswer)
{
    onResult(future, reply, [reply, &publisher, toAnswer](const Result<T> &result) {
        if (!result)
            return reply->fail(result.error());
        publisher.whenSettled(reply, [reply, toAnswer, value = *result] { reply->finish(toAnswer(value)); });
    });
}

void routing(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const Result<qint64> id = idArgument(args);
    if (!id)
        return reply->fail(id.error());
    const Account *account = backend.accounts().find(*id);
    if (!account)
        return reply->fail({Error::Code::NotFound, u"There is no account %1."_s.arg(*id)});
    const Result<AccountRouting> changed = changedRouting(account->routing, args);
    if (!changed)
        return reply->fail(changed.error());
    const auto answer = [](const Account &one) { return QJsonObject{{u"routing"_s, routingJson(one)}}; };
    if (*changed == account->routing)
        return reply->finish(answer(*account));
    finishSettled(reply, backend.publisher(), backend.accounts().setRouting(*id, *changed), answer);
}

void unpark(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const Result<qint64> id = idArgument(args);
    if (!id)
        return reply->fail(id.error());
    finishSettled(reply, backend.publisher(), backend.news().unpark(*id), [](const Account &account) {
        return QJsonObject{{u"account"_s, toJson(account)}};
    });
}

void quota(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const QString only = args.value("account"_L1).toString();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QJsonArray accounts;
    for (const Account &account : backend.accounts().accounts()) {
        if (only.isEmpty() || account.name == only)
            accounts.append(limitsJson(account, backend.limits().of(account.id), now, QTimeZone::systemTimeZone()));
    }
    if (!only.isEmpty() && accounts.isEmpty())
        return reply->fail({Error::Code::NotFound, u"There is no account named \"%1\"."_s.arg(only)});
    reply->finish({{u"quota"_s, accounts}});
}

void listGroups(Backend &backend, ControlReply *reply)
{
    QJsonArray groups;
    for (const AccountGroup &group : backend.groups().groups())
        groups.append(groupJson(group, backend.accounts().accounts()));
    reply->finish({{u"groups"_s, groups}, {u"strategy"_s, strategyName(backend.groups().strategy())}});
}

void addGroup(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const Result<AccountGroup> group = changedGroup({}, args, backend.accounts().accounts());
    if (!group)
        return reply->fail(group.error());
    finishSettled(reply, backend.publisher(), backend.groups().add(*group), [&backend](const AccountGroup &one) {
        return QJsonObject{{u"group"_s, groupJson(one, backend.accounts().accounts())}};
    });
}

void editGroup(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const Result<qint64> id = idArgument(args);
    if (!id)
        return reply->fail(id.error());
    const QList<AccountGroup> &groups = backend.groups().groups();
    const auto known = std::find_if(groups.cbegin(), groups.cend(), [&id](const AccountGroup &group) { return group.id == *id; });
    if (known == groups.cend())
        return reply->fail({Error::Code::NotFound, u"There is no group %1."_s.arg(*id)});
    const Result<AccountGroup> group = changedGroup(*known, args, backend.accounts().accounts());
    if (!group)
        return reply->fail(group.error());
    finishSettled(reply, backend.publisher(), backend.groups().update(*group), [&backend](const AccountGroup &one) {
        return QJsonObject{{u"group"_s, groupJson(one, backend.accounts().accounts())}};
    });
}

void removeGroup(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const Result<qint64> id = idArgument(args);
    if (!id)
        return reply->fail(id.error());
    onResult(backend.groups().remove(*id), reply, [reply, id = *id](const Result<void> &removed) {
        if (!removed)
            return reply->fail(removed.error());
        reply->finish({{u"removed_group"_s, id}});
    });
}

void setStrategy(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    RoutingStrategy strategy = RoutingStrategy::Priority;
    if (const QString name = args.value("strategy"_L1).toString(); !strategyFromName(name, &strategy))
        return reply->fail({Error::Code::Invalid, unknownStrategy(name)});
    onResult(backend.groups().setStrategy(strategy), reply, [reply, strategy](const Result<void> &stored) {
        if (!stored)
            return reply->fail(stored.error());
        reply->finish({{u"strategy"_s, strategyName(strategy)}});
    });
}

void aliases(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const ModelAliases present = backend.groups().aliases();
    const Result<ModelAliases> changed = changedAliases(present, args);
    if (!changed)
        return reply->fail(changed.error());
    const auto answer = [reply, &backend] { reply->finish({{u"aliases"_s, aliasesJson(backend.groups().aliases())}}); };
    if (*changed == present)
        return answer();
    onResult(backend.groups().setAliases(*changed), reply, [reply, &backend, answer](const Result<void> &stored) {
        if (!stored)
            return reply->fail(stored.error());
        backend.publisher().whenSettled(reply, answer);
    });
}

} // namespace

void addRoutingCommands(ControlCommands &commands, Backend &backend)
{
    using Handler = void (*)(Backend &, const QJsonObject &, ControlReply *);
    const auto withArguments = [&commands, &backend](const QString &words, Handler handler) {
        commands[words] = [&backend, handler](const QJsonObject &args, ControlReply *reply) { handler(backend, args, reply); };
    };
    withArguments(u"accounts routing"_s, routing);
    withArguments(u"accounts unpark"_s, unpark);
    withArguments(u"quota"_s, quota);
    withArguments(u"groups add"_s, addGroup);
    withArguments(u"groups edit"_s, editGroup);
    withArguments(u"groups remove"_s, removeGroup);
    withArguments(u"groups strategy"_s, setStrategy);
    withArguments(u"aliases"_s, aliases);
    commands[u"groups list"_s] = [&backend](const QJsonObject &, ControlReply *reply) { listGroups(backend, reply); };
}

} // namespace homeport
