// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountstore.h"
#include "core/accounts/tokenkeeper.h"
#include "core/base/clock.h"
#include "core/base/serialexecutor.h"
#include "core/storage/database.h"
#include "core/vault/keysources.h"
#include "core/vault/vault.h"
#include "tests/support/await.h"
#include "tests/support/scriptedupstream.h"

#include <QTemporaryDir>

namespace homeport::test {

// A clock that stands still until it is told to go on. It begins at the present: the store's own times are real.
class SteppedClock final : public Clock
{
public:
    [[nodiscard]] QDateTime now() const override { return m_now; }
    // Back, too, as when somebody sets it.
    void step(std::chrono::seconds by) { m_now = m_now.addSecs(by.count()); }

private:
    QDateTime m_now = QDateTime::currentDateTimeUtc();
};

inline QByteArray plain(const SharedSecret &secret)
{
    return secret ? secret->reveal([](QByteArrayView bytes) { return bytes.toByteArray(); }) : QByteArray();
}

// One OAuth account whose token endpoint is a scripted upstream, with everything a keeper needs. The endpoint
// counts: the n-th refresh gives "access-n" and "refresh-n" and takes "refresh-(n-1)" only, as one with rotation does.
class KeeperBench final
{
public:
    explicit KeeperBench(int firstLife = 3600) : life(3600)
    {
        ProviderProfile profile;
        profile.id = QStringLiteral("p");
        profile.displayName = QStringLiteral("P");
        profile.baseUrl = QString::fromLatin1(endpoint.url());
        profile.authStyle = AuthStyle::Bearer;
        profile.signIn.emplace();
        profile.signIn->authorizeUrl = profile.baseUrl + QStringLiteral("/authorize");
        profile.signIn->tokenUrl = profile.baseUrl + QStringLiteral("/token");
        profile.signIn->revokeUrl = profile.baseUrl + QStringLiteral("/revoke");
        profile.signIn->clientId = QStringLiteral("client");
        endpoint.setAnswer([this](const ScriptedUpstream::Seen &seen) { answer(seen); });
        (void)testing::await(vault.unlock());
        store = std::make_unique<AccountStore>(
            executor, repository, vault,
            std::vector{profile, further(u"g", PathStyle::Plain), further(u"ca", PathStyle::CodeAssist), openAi(), prepaid(), vertex()});
        (void)testing::await(store->load());
        NewAccount account;
        account.providerId = QStringLiteral("p");
        account.name = QStringLiteral("work");
        account.credential = Account::Credential::OAuth;
        account.secret = shareSecret(QByteArray("access-0"));
        account.refreshToken = shareSecret(QByteArray("refresh-0"));
        account.expiresAt = clock.now().addSecs(firstLife);
        id = testing::await(store->add(account))->id;
        makeKeeper();
    }
    ~KeeperBench() { keeper.reset(); }

    void makeKeeper()
    {
        keeper = std::make_unique<TokenKeeper>(*store, engine, clock, [this](const Account &, const QString &tokenUrl) {
            tokenUrls << tokenUrl;
            return route;
        });
    }

    // OpenAI accounts at the same endpoint.
    [[nodiscard]] ProviderProfile openAi() const
    {
        ProviderProfile profile;
        profile.id = QStringLiteral("o");
        profile.displayName = profile.id;
        profile.protocol = Protocol::OpenAi;
        profile.baseUrl = QString::fromLatin1(endpoint.url()) + QStringLiteral("/v1");
        profile.authStyle = AuthStyle::Bearer;
        return profile;
    }
    // The same, with a place where credit is told.
    [[nodiscard]] ProviderProfile prepaid() const
    {
        ProviderProfile profile = openAi();
        profile.id = QStringLiteral("c");
        profile.displayName = QStringLiteral("Prepaid");
        profile.credit = CreditProfile{QStringLiteral("/key"), QStringLiteral("data.left"), QStringLiteral("data.used")};
        return profile;
    }
    // Service accounts at Vertex AI's paths; whoever adds one says where it gets its tokens.
    [[nodiscard]] ProviderProfile vertex() const
    {
        ProviderProfile profile = further(QStringLiteral("v"), PathStyle::Vertex);
        profile.apiKeyAllowed = false;
        profile.serviceAccount = ServiceAccountProfile{{QStringLiteral("scope-1")}, {}, QStringLiteral("gemini-x"), {}, {}};
        return profile;
    }
    // Gemini accounts at the same endpoint.
    [[nodiscard]] ProviderProfile further(QStringView providerId, PathStyle paths) const
    {
        ProviderProfile profile;
        profile.id = providerId.toString();
        profile.displayName = profile.id;
        profile.protocol = Protocol::Gemini;
        profile.baseUrl = QString::fromLatin1(endpoint.url());
        profile.authStyle = paths == PathStyle::Plain ? AuthStyle::GoogApiKey : AuthStyle::Bearer;
        profile.pathStyle = paths;
        return profile;
    }

    [[nodiscard]] QByteArray fresh(const QByteArray &rejected = {}) const
    {
        const auto token = testing::await(keeper->fresh(id, rejected.isNull() ? nullptr : shareSecret(QByteArray(rejected))));
        return token ? plain(*token) : "error " + QByteArray(codeName(token.error().code).latin1());
    }
    [[nodiscard]] Account account() const { return *store->find(id); }
    void settle()
    {
        (void)testing::await(executor.run([]() -> Result<void> { return {}; }));
    } // what was begun in the db thread has ended
    void answerOnce(const QByteArray &bytes) { scripted << bytes; }

    ScriptedUpstream endpoint;
    SteppedClock clock;
    HttpEngine engine{{}};
    QTemporaryDir folder;
    Vault vault{memoryKeySource(), {}};
    std::unique_ptr<Database> database = *Database::open(folder.filePath(QStringLiteral("homeport.db")), *bundledMigrations());
    AccountRepository repository{*database};
    SerialExecutor executor{QStringLiteral("db")};
    std::unique_ptr<AccountStore> store;
    std::unique_ptr<TokenKeeper> keeper;
    ProxyRoute route;
    QStringList tokenUrls; // that a way was asked for
    qint64 id = 0;
    int refreshes = 0; // that succeeded
    int reuses = 0;    // of a refresh token that was used up
    int life;          // seconds of what the endpoint gives
    bool rotates = true;
    bool hangs = false;
    QList<QByteArray> scripted; // answers to give first

private:
    void answer(const ScriptedUpstream::Seen &seen)
    {
        if (hangs)
            return;
        if (!scripted.isEmpty()) {
            seen.socket->write(scripted.takeFirst());
            return;
        }
        const QByteArray expected = "refresh_token=refresh-" + QByteArray::number(rotates ? refreshes : 0) + '&';
        if (!seen.body.contains(expected)) {
            ++reuses;
            seen.socket->write(ScriptedUpstream::json(400, "{\"error\":\"invalid_grant\"}"));
            return;
        }
        ++refreshes;
        const QByteArray number = QByteArray::number(refreshes);
        seen.socket->write(
            ScriptedUpstream::json(200, "{\"access_token\":\"access-" + number + "\",\"expires_in\":" + QByteArray::number(life)
                                            + (rotates ? ",\"refresh_token\":\"refresh-" + number + "\"}" : QByteArray("}"))));
    }
};

} // namespace homeport::test
