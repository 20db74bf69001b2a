// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/proxycommands.h"

#include "app/accountroutes.h"
#include "app/backend.h"
#include "app/control/controljson.h"
#include "app/snapshotpublisher.h"
#include "core/accounts/accountstore.h"
#include "core/base/onresult.h"
#include "core/proxies/proxyrules.h"
#include "core/proxies/proxystore.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString stateText(ProxyHealth::State state)
{
    return state == ProxyHealth::Good ? u"good"_s : state == ProxyHealth::Down ? u"down"_s : u"unknown"_s;
}

QJsonObject describe(Backend &backend, const ProxyInfo &proxy)
{
    const ProxyHealth health = backend.proxies().healthOf(proxy.id);
    return {{u"id"_s, proxy.id},
            {u"name"_s, proxy.name},
            {u"kind"_s, proxyKindText(proxy.kind)},
            {u"host"_s, proxy.host},
            {u"port"_s, proxy.port},
            {u"has_login"_s, proxy.hasLogin},
            {u"default"_s, proxy.id == backend.proxies().defaultId()},
            {u"state"_s, stateText(health.state)},
            {u"why"_s, health.why},
            {u"next_try"_s, health.nextTry.isValid() ? QJsonValue(health.nextTry.toString(Qt::ISODateWithMs)) : QJsonValue()},
            {u"latency_ms"_s, health.latency.count() > 0 ? QJsonValue(qint64(health.latency.count())) : QJsonValue()},
            {u"exit_address"_s, health.exitAddress},
            {u"users"_s, QJsonArray::fromStringList(backend.routes().usersOf(proxy.id))}};
}

void finishSettled(Backend &backend, ControlReply *reply, const QJsonObject &result)
{
    backend.publisher().whenSettled(reply, [reply, result] { reply->finish(result); });
}

void list(Backend &backend, ControlReply *reply)
{
    QJsonArray proxies;
    for (const ProxyInfo &proxy : backend.proxies().proxies())
        proxies.append(describe(backend, proxy));
    QJsonArray shared;
    for (const SharedExit &exit : backend.routes().sharedExits())
        shared.append(QJsonObject{{u"exit_address"_s, exit.exitAddress}, {u"accounts"_s, QJsonArray::fromStringList(exit.names)}});
    reply->finish(
        {{u"proxies"_s, proxies}, {u"bypass"_s, QJsonArray::fromStringList(backend.proxies().bypass())}, {u"shared_exits"_s, shared}});
}

SharedSecret secretOf(const QJsonObject &args, QLatin1StringView name)
{
    const QString text = args.value(name).toString();
    return text.isEmpty() ? nullptr : shareSecret(text.toUtf8());
}

// Puts what the arguments say over @p proxy. True in @p newLogin: they bring a login.
Result<NewProxy> changed(NewProxy proxy, const QJsonObject &args, bool *newLogin)
{
    if (const QString url = args.value("url"_L1).toString(); !url.isEmpty()) {
        auto parsed = parsedProxyUrl(url);
        if (!parsed)
            return parsed;
        if (parsed->password)
            return Error{Error::Code::Invalid, u"A password in the address can be read by every program of this computer while the command "
                                               "runs: leave it out, give it with --password-stdin, and change it at the proxy."_s};
        parsed->name = proxy.name;
        proxy = *std::move(parsed);
    }
    if (const QString name = args.value("name"_L1).toString(); !name.isEmpty())
        proxy.name = name;
    if (const SharedSecret login = secretOf(args, "login"_L1))
        proxy.login = login;
    if (const SharedSecret password = secretOf(args, "password"_L1))
        proxy.password = password;
    *newLogin = proxy.login || proxy.password;
    return proxy;
}

void finishProxy(Backend &backend, ControlReply *reply, const Result<ProxyInfo> &kept)
{
    if (!kept)
        return reply->fail(kept.error());
    finishSettled(backend, reply, {{u"proxy"_s, describe(backend, *kept)}});
}

void add(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    for (const QString &needed : {u"name"_s, u"url"_s})
        if (const auto given = textArgument(args, needed); !given)
            return reply->fail(given.error());
    bool newLogin = false;
    auto proxy = changed({}, args, &newLogin);
    if (!proxy)
        return reply->fail(proxy.error());
    onResult(backend.proxies().add(*std::move(proxy)), reply,
             [reply, &backend](const Result<ProxyInfo> &kept) { finishProxy(backend, reply, kept); });
}

Result<qint64> knownProxy(Backend &backend, const QJsonObject &args)
{
    const auto id = idArgument(args);
    if (id && !backend.proxies().find(*id))
        return Error{Error::Code::NotFound, u"There is no proxy %1."_s.arg(*id)};
    return id;
}

void edit(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const auto id = knownProxy(backend, args);
    if (!id)
        return reply->fail(id.error());
    const ProxyInfo *known = backend.proxies().find(*id);
    NewProxy before;
    before.name = known->name;
    before.kind = known->kind;
    before.host = known->host;
    before.port = known->port;
    bool newLogin = false;
    auto proxy = changed(before, args, &newLogin);
    if (!proxy)
        return reply->fail(proxy.error());
    onResult(backend.proxies().update(*id, *std::move(proxy), newLogin ? ProxyStore::Login::Replace : ProxyStore::Login::Keep), reply,
             [reply, &backend](const Result<ProxyInfo> &kept) { finishProxy(backend, reply, kept); });
}

void remove(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const auto id = idArgument(args);
    if (!id)
        return reply->fail(id.error());
    onResult(backend.proxies().remove(*id), reply, [reply, &backend](const Result<RemovedProxy> &removed) {
        if (!removed)
            return reply->fail(removed.error());
        QStringList stopped;
        for (const ProxyUser &user : removed->stopped)
            stopped << user.name;
        finishSettled(backend, reply, {{u"removed_proxy"_s, removed->proxy.name}, {u"stopped"_s, QJsonArray::fromStringList(stopped)}});
    });
}

void setDefault(Backend &backend, qint64 id, ControlReply *reply)
{
    const ProxyInfo *proxy = backend.proxies().find(id);
    const QString name = proxy ? proxy->name : QString();
    onResult(backend.proxies().setDefault(id), reply, [reply, &backend, name](const Result<void> &set) {
        if (!set)
            return reply->fail(set.error());
        finishSettled(backend, reply, {{u"default_proxy"_s, name}});
    });
}

void bypass(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const auto finish = [reply, &backend](const Result<void> &set) {
        if (!set)
            return reply->fail(set.error());
        finishSettled(backend, reply, {{u"bypass"_s, QJsonArray::fromStringList(backend.proxies().bypass())}});
    };
    if (!args.contains("hosts"_L1))
        return finish({});
    onResult(backend.proxies().setBypass(args.value("hosts"_L1).toString().split(u',')), reply, finish);
}

void test(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const auto id = knownProxy(backend, args);
    if (!id)
        return reply->fail(id.error());
    reply->finishWith(backend.testProxy(*id), [](const ProxyTestReport &report) {
        return QJsonObject{{u"proxy_test"_s, QJsonObject{{u"connect_ms"_s, qint64(report.connectTime.count())},
                                                         {u"latency_ms"_s, qint64(report.latency.count())},
                                                         {u"tls"_s, report.tls},
                                                         {u"exit_address"_s, report.exitAddress}}}};
    });
}

Result<ProxyChoice> listed(Backend &backend, const QString &names)
{
    ProxyChoice choice;
    choice.mode = ProxyChoice::Mode::List;
    for (const QString &name : names.split(u',')) {
        const ProxyInfo *proxy = backend.proxies().find(name.trimmed());
        if (!proxy)
            return Error{Error::Code::NotFound, u"There is no proxy named \"%1\": see homeportctl proxies list."_s.arg(name.trimmed())};
        choice.ids << proxy->id;
    }
    return choice;
}

Result<ProxyChoice> choiceOf(Backend &backend, const QJsonObject &args)
{
    ProxyChoice choice;
    const bool direct = args.value("direct"_L1).toBool();
    const bool byDefault = args.value("default"_L1).toBool();
    const QString names = args.value("use"_L1).toString();
    if (int(direct) + int(byDefault) + int(!names.isEmpty()) != 1)
        return Error{Error::Code::Invalid, u"Say one of --use, --direct and --default."_s};
    if (direct)
        choice.mode = ProxyChoice::Mode::Direct;
    return names.isEmpty() ? Result<ProxyChoice>(choice) : listed(backend, names);
}

void choose(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const auto id = idArgument(args);
    const auto choice = choiceOf(backend, args);
    if (!id || !choice)
        return reply->fail(!id ? id.error() : choice.error());
    onResult(backend.accounts().setProxies(*id, *choice), reply, [reply, &backend](const Result<Account> &kept) {
        if (!kept)
            return reply->fail(kept.error());
        finishSettled(backend, reply, {{u"account"_s, toJson(*kept)}});
    });
}

} // namespace

Result<ProxyChoice> newAccountProxies(Backend &backend, const QJsonObject &args)
{
    if (!args.contains("proxy"_L1))
        return ProxyChoice();
    const QString names = args.value("proxy"_L1).toString();
    if (names == u"direct")
        return ProxyChoice{ProxyChoice::Mode::Direct, {}};
    return listed(backend, names);
}

void addProxyCommands(ControlCommands &commands, Backend &backend)
{
    const auto bind = [&backend](void (*run)(Backend &, const QJsonObject &, ControlReply *)) {
        return [&backend, run](const QJsonObject &args, ControlReply *reply) { run(backend, args, reply); };
    };
    commands[u"proxies list"_s] = [&backend](const QJsonObject &, ControlReply *reply) { list(backend, reply); };
    commands[u"proxies add"_s] = bind(add);
    commands[u"proxies edit"_s] = bind(edit);
    commands[u"proxies remove"_s] = bind(remove);
    commands[u"proxies test"_s] = bind(test);
    commands[u"proxies bypass"_s] = bind(bypass);
    commands[u"proxies default"_s] = [&backend](const QJsonObject &args, ControlReply *reply) {
        const auto id = knownProxy(backend, args);
        if (!id)
            return reply->fail(id.error());
        setDefault(backend, *id, reply);
    };
    commands[u"proxies no-default"_s] = [&backend](const QJsonObject &, ControlReply *reply) { setDefault(backend, 0, reply); };
    commands[u"accounts proxy"_s] = bind(choose);
}

} // namespace homeport
