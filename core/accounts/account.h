// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountrouting.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/net/transfer.h"
#include "core/providers/profile.h"
#include "core/storage/accountlimits.h"
#include "core/storage/accountrow.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>
#include <vector>

namespace homeport {

// Which way an account's traffic takes: sign-in, refresh, tests and requests alike.
struct ProxyChoice
{
    enum class Mode { Default, Direct, List }; // Default: the default proxy, where there is one

    Mode mode = Mode::Default;
    QList<qint64> ids; // List: in the order of failover; one that is deleted stops the account

    bool operator==(const ProxyChoice &) const = default;
};

// One upstream account as everyone may see it: no secret inside.
struct Account
{
    // The most important thing that holds now: a later one hides the ones before it.
    enum class State { Active, Refreshing, Parked, ProxyDown, NeedsSignIn, Blocked, Paused };
    // PassThrough: nothing of ours; each request brings its own login, which is forwarded and never kept.
    // ServiceAccount: access tokens, got with the key of a Google service account.
    enum class Credential { ApiKey, OAuth, PassThrough, ServiceAccount };

    qint64 id = 0;
    QString providerId;
    QString name;    // unique, chosen by the user
    QString baseUrl; // never empty, no trailing slash
    Credential credential = Credential::ApiKey;
    State state = State::Active;
    QString stateDetail;    // why; the provider's words where it said something
    QDateTime stateUntil;   // Parked: until when, UTC
    bool paused = false;    // by the user: a fact of its own, whatever the provider says
    AccountVerdict verdict; // what the provider said, also while a pause hides it
    QDateTime verdictAt;    // when it said so, UTC; null: before this start, or never
    QString hint;           // last four characters of an API key, e.g. "…wxyz"; empty for OAuth
    QString identity;       // who signed in, as the provider says; a service account's name; may be empty
    QString clientId;       // the user's own OAuth client; empty: the profile's
    QString projectId;      // Google: whose quota is used; Vertex AI: where the models are; OpenAI: the project that requests count for
    QString organization;   // OpenAI: the one that requests count for; empty: not said
    bool refreshable = false;
    QDateTime createdAt;             // UTC
    QDateTime obtainedAt;            // access token, UTC; null: not known
    QDateTime expiresAt;             // access token, UTC; null: does not expire
    QDateTime nextRefreshAt;         // UTC; null: none is due
    bool refreshInterrupted = false; // the program ended in the middle of a refresh: its refresh token may be used up
    QString refreshProblem;          // why the last refresh failed while the token still serves; empty: it did not
    QString credentialProblem;       // what is stored does not open, and what to do; also while a pause hides it. Empty: it does
    ProxyChoice proxies;
    AccountRouting routing;

    bool operator==(const Account &) const = default;
};

// The user's own OAuth client of an account, as its grant was got through it.
struct AccountClient
{
    QString id;          // empty: the profile's
    SharedSecret secret; // null: none
    QString projectId;
};

// What a new account brings along.
struct NewAccount
{
    QString providerId;
    QString name;
    QString baseUrl; // empty: the profile's
    Account::Credential credential = Account::Credential::ApiKey;
    // API key or access token; null: PassThrough, or a service account that has none yet. Empty: an API key that the provider does without
    SharedSecret secret;
    SharedSecret refreshToken; // null: none. ServiceAccount: its key file
    QDateTime expiresAt;
    QString identity;
    QString clientId;
    SharedSecret clientSecret; // null: none
    QString projectId;         // ServiceAccount: empty: the key file's
    QString region;            // of Vertex AI; empty: the base URL has it
    QString organization;
    ProxyChoice proxies;
    AccountRouting routing;
    bool allowHttp = false; // plain http to a host that is not loopback
};

// Which grant a refresh is about: its row may get another one meanwhile, or have this one sealed anew.
struct GrantMark
{
    SharedSecret refreshToken; // null: there was none
    QByteArray envelope;       // as it lay in the row
};

// A credential that takes the place of an account's present one: a refreshed token or a new sign-in.
struct NewCredential
{
    SharedSecret secret;
    SharedSecret refreshToken; // null: the old one stays, unless isNewSignIn
    bool isNewSignIn = false;
    QDateTime obtainedAt;
    QDateTime expiresAt; // null: does not expire
    QString identity;    // empty: as before
    // A refreshed token takes the place of the grant it was got with, and of no other; none: of whatever is there.
    std::optional<GrantMark> replaces{};
    // What a new sign-in went through, and its refreshes will; none: as before.
    std::optional<AccountClient> client{};
};

// What a refresh needs, opened for it. Never kept.
struct RefreshMaterial
{
    Account account;
    SharedSecret refreshToken; // or a service account's key, as storedServiceAccount() wrote it
    SharedSecret clientSecret; // null: none
    QByteArray envelope{};     // of the refresh token

    [[nodiscard]] GrantMark grant() const { return {refreshToken, envelope}; }
};

// An account on its way out, with what its provider must be told.
struct RemovedAccount
{
    RefreshMaterial material; // refreshToken may be null
    SharedSecret accessToken;
    QDateTime removedAt; // UTC
};

// One proxy an account may use, with its credentials opened.
struct AccountProxy
{
    qint64 id = 0;
    QString name;
    Proxy proxy;
};

// The way an account's traffic takes, resolved. Fails closed: with a problem nothing may be sent.
struct ProxyRoute
{
    std::vector<AccountProxy> proxies; // empty: direct, when there is no problem
    QString problem;                   // one sentence, for people
};

// Where one protocol of an account is spoken.
struct ProtocolEndpoint
{
    Protocol protocol = Protocol::Anthropic;
    QByteArray baseUrl;
    AuthStyle authStyle = AuthStyle::XApiKey;
};

// What the relay needs of an account, pushed to its thread as an immutable value.
struct RelayAccount
{
    qint64 id = 0;
    QString name;
    QByteArray baseUrl;
    Protocol protocol = Protocol::Anthropic;
    AuthStyle authStyle = AuthStyle::XApiKey;
    PathStyle pathStyle = PathStyle::Plain;
    bool listsAllModels = false;     // what its provider does not list, it does not serve
    QList<ProtocolEndpoint> further; // the same account in other protocols
    QByteArray projectId;            // Google: whose quota a signed-in account uses; OpenAI: see Account. Empty: not said
    QByteArray organization;         // OpenAI: see Account
    Account::Credential credential = Account::Credential::ApiKey;
    Account::State state = Account::State::Active;
    SharedSecret secret; // null: it does not open, and state says so; empty: none is needed
    QString stateDetail;
    QDateTime parkedUntil; // UTC
    QDateTime expiresAt;   // UTC; null: does not expire
    bool refreshable = false;
    QList<QByteArray> requiredBetas; // of a signed-in account: see SignInProfile
    ProxyRoute route;
    QString providerId;
    AccountRouting routing;
    QList<AccountPark> parks; // of single model families
    QList<QuotaWindow> quotas;

    [[nodiscard]] bool speaks(Protocol wanted) const;
    // Where @p wanted is spoken; its own address where it is not.
    [[nodiscard]] ProtocolEndpoint endpoint(Protocol wanted) const;
};

} // namespace homeport

Q_DECLARE_METATYPE(homeport::Account)
