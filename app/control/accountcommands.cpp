// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/accountcommands.h"

#include "app/accountsignin.h"
#include "app/control/controljson.h"
#include "app/snapshotpublisher.h"
#include "core/accounts/accountstore.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

using EngineSource = std::function<HttpEngine &()>;
using Change = QFuture<Result<Account>> (*)(AccountStore &store, qint64 id);

void finishWithAccount(ControlReply *reply, SnapshotPublisher &publisher, const Result<Account> &result)
{
    if (!result) {
        reply->fail(result.error());
        return;
    }
    publisher.whenSettled(reply, [reply, account = *result] { reply->finish({{u"account"_s, toJson(account)}}); });
}

void list(const AccountStore &store, ControlReply *reply)
{
    QJsonArray accounts;
    for (const Account &account : store.accounts())
        accounts.append(toJson(account));
    reply->finish({{u"accounts"_s, accounts}});
}

void show(const AccountStore &store, const QJsonObject &args, ControlReply *reply)
{
    const Result<qint64> id = idArgument(args);
    if (!id)
        return reply->fail(id.error());
    const auto &accounts = store.accounts();
    const auto found = std::find_if(accounts.begin(), accounts.end(), [&id](const Account &account) { return account.id == *id; });
    if (found == accounts.end())
        return reply->fail(Error{Error::Code::NotFound, u"There is no account %1."_s.arg(*id)});
    reply->finish({{u"account"_s, toJson(*found)}});
}

void add(AccountStore &store, SnapshotPublisher &publisher, const QJsonObject &args, ControlReply *reply)
{
    const Result<QString> provider = textArgument(args, u"provider"_s);
    const Result<QString> name = textArgument(args, u"name"_s);
    const Result<QString> key = textArgument(args, u"api_key"_s);
    for (const auto *argument : {&provider, &name, &key})
        if (!*argument)
            return reply->fail(argument->error());
    NewAccount account;
    account.providerId = *provider;
    account.name = *name;
    account.baseUrl = args.value("base_url"_L1).toString();
    account.allowHttp = args.value("allow_http"_L1).toBool();
    account.secret = shareSecret(key->toUtf8());
    onResult(store.add(std::move(account)), reply,
             [reply, &publisher](const Result<Account> &added) { finishWithAccount(reply, publisher, added); });
}

ControlHandler changeById(AccountStore &store, SnapshotPublisher &publisher, Change change)
{
    return [&store, &publisher, change](const QJsonObject &args, ControlReply *reply) {
        const Result<qint64> id = idArgument(args);
        if (!id)
            return reply->fail(id.error());
        onResult(change(store, *id), reply,
                 [reply, &publisher](const Result<Account> &changed) { finishWithAccount(reply, publisher, changed); });
    };
}

// The flow is the reply's child: a client that goes away cancels it.
void signIn(AccountStore &store, SnapshotPublisher &publisher, HttpEngine &engine, const QJsonObject &args, ControlReply *reply)
{
    const Result<QString> provider = textArgument(args, u"provider"_s);
    const Result<QString> name = textArgument(args, u"name"_s);
    if (!provider || !name)
        return reply->fail(provider ? name.error() : provider.error());
    auto *flow = new AccountSignIn(*provider, *name, store, engine, reply);
    QObject::connect(flow, &AccountSignIn::finished, reply,
                     [reply, &publisher](const Result<Account> &account) { finishWithAccount(reply, publisher, account); });
    const Result<QUrl> url = flow->start();
    if (!url)
        return reply->fail(url.error());
    reply->event({{u"authorize_url"_s, url->toString(QUrl::FullyEncoded)}});
}

} // namespace

void addAccountCommands(ControlCommands &commands, AccountStore &store, SnapshotPublisher &publisher, const EngineSource &engine)
{
    commands[u"accounts list"_s] = [&store](const QJsonObject &, ControlReply *reply) { list(store, reply); };
    commands[u"accounts show"_s] = [&store](const QJsonObject &args, ControlReply *reply) { show(store, args, reply); };
    commands[u"accounts add"_s] = [&store, &publisher](const QJsonObject &args, ControlReply *reply) {
        add(store, publisher, args, reply);
    };
    commands[u"accounts sign-in"_s] = [&store, &publisher, engine](const QJsonObject &args, ControlReply *reply) {
        signIn(store, publisher, engine(), args, reply);
    };
    commands[u"accounts remove"_s] = changeById(store, publisher, [](AccountStore &one, qint64 id) { return one.remove(id); });
    commands[u"accounts pause"_s] = changeById(store, publisher, [](AccountStore &one, qint64 id) { return one.setPaused(id, true); });
    commands[u"accounts resume"_s] = changeById(store, publisher, [](AccountStore &one, qint64 id) { return one.setPaused(id, false); });
}

} // namespace homeport
