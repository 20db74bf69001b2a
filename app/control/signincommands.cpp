// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/signincommands.h"

#include "app/accountsignin.h"
#include "app/backend.h"
#include "app/control/controljson.h"
#include "app/control/proxycommands.h"
#include "app/snapshotpublisher.h"
#include "core/accounts/clientfile.h"

#include <QHash>
#include <QPointer>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// The sign-ins of this run by the number their clients were told; none of them is owned.
struct SignInsByNumber
{
    qint64 last = 0;
    QHash<qint64, QPointer<AccountSignIn>> running;

    qint64 keep(AccountSignIn *flow)
    {
        running.removeIf([](const auto &one) { return !one.value(); });
        running.insert(++last, flow);
        return last;
    }
};

SharedSecret secretArgument(const QJsonObject &args, QLatin1StringView name)
{
    const QString text = args.value(name).toString();
    return text.isEmpty() ? nullptr : shareSecret(text.toUtf8());
}

Result<void> readClient(const QJsonObject &args, SignInRequest *request)
{
    request->clientId = args.value("client_id"_L1).toString();
    request->clientSecret = secretArgument(args, "client_secret"_L1);
    request->projectId = args.value("project"_L1).toString();
    const QString file = args.value("client_file"_L1).toString();
    if (file.isEmpty())
        return {};
    const Result<ClientFile> client = parseClientFile(file.toUtf8());
    if (!client)
        return client.error();
    request->clientId = client->clientId;
    request->clientSecret = client->clientSecret;
    if (request->projectId.isEmpty())
        request->projectId = client->projectId;
    return {};
}

// A new account by provider and name, or an account again by its id.
Result<SignInRequest> signInRequest(Backend &backend, const QJsonObject &args)
{
    SignInRequest request;
    if (const auto read = readClient(args, &request); !read)
        return read.error();
    request.accountId = args.value("account"_L1).toInteger(0);
    if (request.accountId > 0) {
        if (args.contains("proxy"_L1))
            return Error{Error::Code::Invalid, u"An account that is there keeps its proxy: see homeportctl accounts proxy."_s};
        return request;
    }
    const Result<QString> provider = textArgument(args, u"provider"_s);
    const Result<QString> name = textArgument(args, u"name"_s);
    const Result<ProxyChoice> proxies = newAccountProxies(backend, args);
    if (!provider || !name)
        return provider ? name.error() : provider.error();
    if (!proxies)
        return proxies.error();
    request.providerId = *provider;
    request.name = *name;
    request.proxies = *proxies;
    return request;
}

// The flow is the reply's child: a client that goes away cancels it.
void signIn(Backend &backend, SignInsByNumber &flows, const QJsonObject &args, ControlReply *reply)
{
    const Result<SignInRequest> request = signInRequest(backend, args);
    if (!request)
        return reply->fail(request.error());
    auto *flow = new AccountSignIn(*request, backend.signInParts(), reply);
    QObject::connect(flow, &AccountSignIn::finished, reply, [reply, &backend](const Result<Account> &account) {
        if (!account)
            return reply->fail(account.error());
        backend.publisher().whenSettled(reply, [reply, kept = *account] { reply->finish({{u"account"_s, toJson(kept)}}); });
    });
    QObject::connect(flow, &AccountSignIn::settingUp, reply, [reply](int looks, int most) {
        reply->sendEvent({{u"setting_up"_s, QJsonObject{{u"looks"_s, looks}, {u"most_looks"_s, most}}}});
    });
    const Result<QUrl> url = flow->start();
    if (!url)
        return reply->fail(url.error());
    reply->sendEvent({{u"authorize_url"_s, url->toString(QUrl::FullyEncoded)},
                      {u"sign_in"_s, flows.keep(flow)},
                      {u"shows_code"_s, flow->flow()->showsCode()}});
}

void takeCode(const SignInsByNumber &flows, const QJsonObject &args, ControlReply *reply)
{
    const Result<qint64> number = idArgument(args);
    const Result<QString> code = textArgument(args, u"code"_s);
    if (!number || !code)
        return reply->fail(number ? code.error() : number.error());
    const QPointer<AccountSignIn> flow = flows.running.value(*number);
    if (!flow)
        return reply->fail(Error{Error::Code::NotFound, u"There is no sign-in with the number %1, or it has ended."_s.arg(*number)});
    if (const auto taken = flow->paste(*code); !taken)
        return reply->fail(taken.error());
    reply->finish({{u"sign_in"_s, *number}});
}

} // namespace

void addSignInCommands(ControlCommands &commands, Backend &backend)
{
    const auto flows = std::make_shared<SignInsByNumber>();
    commands[u"accounts sign-in"_s] = [&backend, flows](const QJsonObject &args, ControlReply *reply) {
        signIn(backend, *flows, args, reply);
    };
    commands[u"accounts sign-in-code"_s] = [flows](const QJsonObject &args, ControlReply *reply) { takeCode(*flows, args, reply); };
}

} // namespace homeport
