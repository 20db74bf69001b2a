// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/accountcommands.h"

#include "app/backend.h"
#include "app/control/controljson.h"
#include "app/control/proxycommands.h"
#include "app/snapshotpublisher.h"
#include "core/accounts/accountstore.h"
#include "core/accounts/tokenkeeper.h"
#include "core/base/onresult.h"
#include "core/oauth/serviceaccount.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

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

// An API key, or the content of a service account's key file.
Result<SharedSecret> keyArgument(const QJsonObject &args)
{
    if (const QString file = args.value("service_account_file"_L1).toString(); !file.isEmpty()) {
        if (args.contains("api_key"_L1))
            return Error{Error::Code::Invalid, u"There is an API key and a key file: give one of them."_s};
        return readServiceAccountFile(file);
    }
    const Result<QString> key = textArgument(args, u"api_key"_s);
    return key ? Result<SharedSecret>(shareSecret(key->toUtf8())) : Result<SharedSecret>(key.error());
}

Result<void> readCredential(const QJsonObject &args, NewAccount *account)
{
    if (args.value("pass_through"_L1).toBool()) {
        account->credential = Account::Credential::PassThrough;
        return {};
    }
    if (args.value("without_credential"_L1).toBool()) {
        account->secret = shareSecret(QByteArray());
        return {};
    }
    const Result<SharedSecret> key = keyArgument(args);
    if (!key)
        return key.error();
    if (!args.contains("service_account_file"_L1)) {
        account->secret = *key;
        return {};
    }
    account->credential = Account::Credential::ServiceAccount;
    account->refreshToken = *key;
    account->region = args.value("region"_L1).toString();
    return {};
}

void add(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const Result<QString> provider = textArgument(args, u"provider"_s);
    const Result<QString> name = textArgument(args, u"name"_s);
    if (!provider || !name)
        return reply->fail(provider ? name.error() : provider.error());
    NewAccount account;
    if (const auto read = readCredential(args, &account); !read)
        return reply->fail(read.error());
    const Result<ProxyChoice> proxies = newAccountProxies(backend, args);
    if (!proxies)
        return reply->fail(proxies.error());
    account.providerId = *provider;
    account.name = *name;
    account.baseUrl = args.value("base_url"_L1).toString();
    account.allowHttp = args.value("allow_http"_L1).toBool();
    account.organization = args.value("organization"_L1).toString();
    account.projectId = args.value("project"_L1).toString();
    account.proxies = *proxies;
    onResult(backend.accounts().add(std::move(account)), reply,
             [reply, &backend](const Result<Account> &added) { finishWithAccount(reply, backend.publisher(), added); });
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

void test(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const Result<qint64> id = idArgument(args);
    if (!id)
        return reply->fail(id.error());
    onResult(backend.testAccount(*id), reply, [reply](const Result<AccountTestReport> &report) {
        if (!report)
            return reply->fail(report.error());
        if (!report->answered)
            return reply->fail(
                Error{Error::Code::Unavailable, u"The account does not answer (status %1): %2"_s.arg(report->status).arg(report->why)});
        reply->finish({{u"test"_s, toJson(*report)}});
    });
}

void rename(AccountStore &store, SnapshotPublisher &publisher, const QJsonObject &args, ControlReply *reply)
{
    const Result<qint64> id = idArgument(args);
    const Result<QString> name = textArgument(args, u"name"_s);
    if (!id || !name)
        return reply->fail(id ? name.error() : id.error());
    onResult(store.rename(*id, *name), reply,
             [reply, &publisher](const Result<Account> &renamed) { finishWithAccount(reply, publisher, renamed); });
}

// What is not named stays; an empty text takes it away.
void edit(AccountStore &store, SnapshotPublisher &publisher, const QJsonObject &args, ControlReply *reply)
{
    const Result<qint64> id = idArgument(args);
    if (!id)
        return reply->fail(id.error());
    if (!args.contains("organization"_L1) && !args.contains("project"_L1))
        return reply->fail(Error{Error::Code::Invalid, u"Say what to change: the organization, the project, or both."_s});
    const Account *account = store.find(*id);
    const QString organization = args.value("organization"_L1).toString(account ? account->organization : QString());
    const QString project = args.value("project"_L1).toString(account ? account->projectId : QString());
    onResult(store.setOwner(*id, organization, project), reply,
             [reply, &publisher](const Result<Account> &changed) { finishWithAccount(reply, publisher, changed); });
}

void setKey(AccountStore &store, SnapshotPublisher &publisher, const QJsonObject &args, ControlReply *reply)
{
    const Result<qint64> id = idArgument(args);
    const Result<SharedSecret> key = keyArgument(args);
    if (!id || !key)
        return reply->fail(id ? key.error() : id.error());
    onResult(store.setApiKey(*id, *key), reply,
             [reply, &publisher](const Result<Account> &changed) { finishWithAccount(reply, publisher, changed); });
}

} // namespace

void addAccountCommands(ControlCommands &commands, Backend &backend)
{
    AccountStore &store = backend.accounts();
    SnapshotPublisher &publisher = backend.publisher();
    commands[u"accounts list"_s] = [&store](const QJsonObject &, ControlReply *reply) { list(store, reply); };
    commands[u"accounts show"_s] = [&store](const QJsonObject &args, ControlReply *reply) { show(store, args, reply); };
    commands[u"accounts add"_s] = [&backend](const QJsonObject &args, ControlReply *reply) { add(backend, args, reply); };
    commands[u"accounts test"_s] = [&backend](const QJsonObject &args, ControlReply *reply) { test(backend, args, reply); };
    commands[u"accounts rename"_s] = [&store, &publisher](const QJsonObject &args, ControlReply *reply) {
        rename(store, publisher, args, reply);
    };
    commands[u"accounts edit"_s] = [&store, &publisher](const QJsonObject &args, ControlReply *reply) {
        edit(store, publisher, args, reply);
    };
    commands[u"accounts set-key"_s] = [&store, &publisher](const QJsonObject &args, ControlReply *reply) {
        setKey(store, publisher, args, reply);
    };
    commands[u"accounts refresh"_s] = [&backend](const QJsonObject &args, ControlReply *reply) {
        const Result<qint64> id = idArgument(args);
        if (!id)
            return reply->fail(id.error());
        onResult(backend.tokens().refreshNow(*id), reply,
                 [reply, &backend](const Result<Account> &account) { finishWithAccount(reply, backend.publisher(), account); });
    };
    commands[u"accounts remove"_s] = changeById(store, publisher, [](AccountStore &one, qint64 id) { return one.remove(id); });
    commands[u"accounts pause"_s] = changeById(store, publisher, [](AccountStore &one, qint64 id) { return one.setPaused(id, true); });
    commands[u"accounts resume"_s] = changeById(store, publisher, [](AccountStore &one, qint64 id) { return one.setPaused(id, false); });
}

} // namespace homeport
