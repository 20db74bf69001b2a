// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/proxies/backendfixture.h"

#include "app/snapshotpublisher.h"
#include "app/startup.h"
#include "core/access/keystore.h"
#include "core/relay/relayhost.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QUrlQuery>

using namespace Qt::Literals::StringLiterals;
using homeport::testing::await;

namespace homeport::test {

ProxyChoice through(const QList<qint64> &ids)
{
    ProxyChoice choice;
    choice.mode = ProxyChoice::Mode::List;
    choice.ids = ids;
    return choice;
}

BackendFixture::BackendFixture() : providerUrl(QString::fromLatin1(provider.url())), authorizerUrl(QString::fromLatin1(authorizer.url()))
{
    provider.answerWith(ScriptedUpstream::json(200, R"({"type":"message","content":[]})"));
    authorizer.setAnswer([this](const ScriptedUpstream::Seen &seen) {
        const bool again = seen.body.contains("grant_type=refresh_token");
        refreshes += again ? 1 : 0;
        const QByteArray reply = "{\"access_token\":\"access-" + QByteArray::number(refreshes) + "\",\"refresh_token\":\"refresh-"
                                 + QByteArray::number(refreshes) + "\",\"expires_in\":3600,\"token_type\":\"Bearer\"}";
        seen.socket->write(ScriptedUpstream::json(200, reply, "Connection: close\r\n"));
    });
}

BackendFixture::~BackendFixture() = default;

Result<ProviderProfile> BackendFixture::profile() const
{
    const QJsonObject signIn{{u"flavor"_s, u"oauth2"_s},
                             {u"authorizeUrl"_s, QString(authorizerUrl + u"/authorize"_s)},
                             {u"tokenUrl"_s, QString(authorizerUrl + u"/token"_s)},
                             {u"revokeUrl"_s, QString(authorizerUrl + u"/revoke"_s)},
                             {u"tokenBody"_s, u"form"_s},
                             {u"clientId"_s, u"a-client"_s}};
    const QJsonObject profile{{u"id"_s, QString::fromLatin1(ProviderId)},
                              {u"displayName"_s, u"Scripted"_s},
                              {u"protocol"_s, u"anthropic"_s},
                              {u"baseUrl"_s, providerUrl},
                              {u"authStyle"_s, u"bearer"_s},
                              {u"signIn"_s, signIn}};
    return parseProviderProfile(QJsonDocument(profile).toJson());
}

bool BackendFixture::start(const QString &caFile)
{
    auto folder = StateFolder::prepare(m_folder.filePath(u"state"_s));
    const auto scripted = profile();
    if (!folder || !scripted)
        return false;
    BackendConfig config(*folder);
    config.overrides.port = 0;
    config.caFile = caFile;
    config.vault = VaultChoice{VaultChoice::Kind::KeyFile, m_folder.filePath(u"key"_s)};
    config.profiles = {*scripted};
    config.lastRunBrokeOff = lastRunBrokeOff;
    backend.reset();
    backend = std::make_unique<Backend>(std::move(config));
    Startup startup(*backend, nullptr);
    bool started = false;
    bool ended = false;
    QObject::connect(&startup, &Startup::finished, &startup, [&](const Result<void> &result) {
        started = result.has_value();
        ended = true;
    });
    startup.start();
    if (!QTest::qWaitFor([&ended] { return ended; }, 10'000) || !started)
        return false;
    // Everything here is on this computer, which goes direct otherwise.
    if (!await(backend->proxies().setBypass({})))
        return false;
    if (!m_key.isEmpty())
        return true;
    const auto key = await(backend->keys().create(u"tool"_s));
    if (!key)
        return false;
    m_key = key->plain->reveal([](QByteArrayView plain) { return plain.toByteArray(); });
    return true;
}

qint64 BackendFixture::addProxy(const QString &name, const Proxy &proxy)
{
    NewProxy added;
    added.name = name;
    added.kind = proxy.kind;
    added.host = QString::fromLatin1(proxy.host);
    added.port = proxy.port;
    if (!proxy.user.isEmpty())
        added.login = shareSecret(QByteArray(proxy.user));
    added.password = proxy.password;
    const auto kept = await(backend->proxies().add(added));
    return kept ? kept->id : 0;
}

qint64 BackendFixture::addKeyAccount(const ProxyChoice &proxies)
{
    NewAccount added;
    added.providerId = QString::fromLatin1(ProviderId);
    added.name = u"by key"_s;
    added.secret = shareSecret(QByteArray("sk-provider-key"));
    added.proxies = proxies;
    const auto kept = await(backend->accounts().add(std::move(added)));
    return kept ? kept->id : 0;
}

Result<Account> BackendFixture::signIn(const ProxyChoice &proxies)
{
    SignInRequest request;
    request.providerId = QString::fromLatin1(ProviderId);
    request.name = u"signed in"_s;
    request.proxies = proxies;
    AccountSignIn flow(request, backend->signInParts(), nullptr);
    QPromise<Result<Account>> promise;
    promise.start();
    QObject::connect(&flow, &AccountSignIn::finished, &flow, [&promise](const Result<Account> &account) {
        promise.addResult(account);
        promise.finish();
    });
    const auto url = flow.start();
    if (!url)
        return url.error();
    const QUrlQuery asked(*url);
    const QUrl redirect(asked.queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded));
    RawClient browser(static_cast<quint16>(redirect.port()));
    browser.send("GET " + redirect.path().toLatin1() + "?code=a-code&state=" + asked.queryItemValue(u"state"_s).toLatin1()
                 + " HTTP/1.1\r\nHost: " + redirect.authority().toLatin1() + "\r\n\r\n");
    return await(promise.future());
}

std::unique_ptr<RawClient> BackendFixture::ask(const QByteArray &answered)
{
    bool settled = false;
    backend->publisher().whenSettled(backend.get(), [&settled] { settled = true; });
    [&] { QTRY_VERIFY(settled); }();
    auto client = std::make_unique<RawClient>(backend->relay().port());
    const QByteArray body = R"({"model":"m","messages":[]})";
    client->send("POST /v1/messages HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(backend->relay().port()) + "\r\nx-api-key: " + m_key
                 + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    const auto done = [&] {
        bool complete = false;
        const QByteArray got = client->body(&complete);
        return answered.isEmpty() ? complete && got.endsWith('}') : got.contains(answered);
    };
    [&] { QTRY_VERIFY_WITH_TIMEOUT(done(), 20'000); }();
    return client;
}

QByteArray BackendFixture::errorOf(const RawClient &client) const
{
    return QJsonDocument::fromJson(client.body()).object().value("error"_L1).toObject().value("message"_L1).toString().toUtf8();
}

Account BackendFixture::account(qint64 id) const
{
    const Account *found = backend->accounts().find(id);
    return found ? *found : Account();
}

QStringList BackendFixture::validKeys() const
{
    QStringList names;
    for (const LocalKey &key : backend->keys().keys()) {
        if (!key.isRevoked())
            names << key.name;
    }
    return names;
}

} // namespace homeport::test
