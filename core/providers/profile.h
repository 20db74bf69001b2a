// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace homeport {

// Which wire protocol an upstream speaks.
enum class Protocol { Anthropic, Gemini, OpenAi };

// Where an account's API key goes; a token goes as bearer whatever this says.
enum class AuthStyle {
    XApiKey,
    Bearer,
    GoogApiKey, // x-goog-api-key
    ApiKey,     // api-key, as Azure wants it
};

// What becomes of a request's path on its way.
enum class PathStyle {
    Plain,      // it follows the base address; of OpenAI's protocol without its /v1, which the base address has or needs not
    Vertex,     // Gemini below a project: of the path what begins with /models follows the base address
    CodeAssist, // Gemini in Code Assist's shape
};

// A further protocol that the same accounts speak, at an address of its own.
struct FurtherProtocol
{
    Protocol protocol = Protocol::OpenAi;
    QString baseUrl;
    AuthStyle authStyle = AuthStyle::Bearer;

    bool operator==(const FurtherProtocol &) const = default;
};

// Where a token reply carries what. Names of JSON fields; a dot goes one object deeper.
struct ReplyFields
{
    QString accessToken = QStringLiteral("access_token");
    QString refreshToken = QStringLiteral("refresh_token");
    QString expiresIn = QStringLiteral("expires_in"); // seconds
    QString identity;                                 // who signed in, for people; empty: not told

    bool operator==(const ReplyFields &) const = default;
};

// Browser sign-in by OAuth authorization code + PKCE S256 (RFC 7636, RFC 8252).
struct SignInProfile
{
    enum class Flavor {
        OAuth2,     // authorize?response_type=code&client_id&redirect_uri&scope&state&code_challenge..., token reply access_token
        OpenRouter, // authorize?callback_url&code_challenge; state rides in the callback URL; reply {key}
    };
    Flavor flavor = Flavor::OAuth2;
    QString authorizeUrl;
    QString tokenUrl;
    QString revokeUrl; // RFC 7009; empty: the provider has none
    // Whose OAuth client it is. Empty and ownClient: whoever signs in brings one.
    QString clientId;
    bool ownClient = false;
    bool clientSecret = false; // the client has a secret, which is no secret to its user (RFC 8252 section 8.5)
    bool project = false;      // a project id belongs to the account (Google)
    QString codePageUrl;       // the provider's page that shows "code#state" to paste; empty: redirect to loopback
    QStringList scopes;
    QStringList requiredBetas; // values a signed-in request must carry in anthropic-beta; added where they are missing
    std::vector<std::pair<QString, QString>> authorizeParameters; // further ones, in this order
    bool jsonBody = false;                                        // token request body: JSON, else form
    ReplyFields reply;
    QString note;      // one paragraph for people before they begin; may be empty
    QStringList steps; // how a person gets a client of their own, one sentence each; may be empty
    QString helpUrl;   // where a person gets a client of their own; may be empty

    bool operator==(const SignInProfile &) const = default;
};

// Accounts whose tokens are got with the key of a Google service account (RFC 7523).
struct ServiceAccountProfile
{
    QStringList scopes;
    QStringList regions; // to choose from; others may be typed
    QString testModel;   // whose count of tokens says whether an account works
    QString note;        // one paragraph for people before they begin; may be empty
    QString helpUrl;     // where a person gets a key; may be empty

    bool operator==(const ServiceAccountProfile &) const = default;
};

// Where an account is told what credit it has left. Asked only when a person tests the account.
struct CreditProfile
{
    QString path;      // appended to the account's base address
    QString remaining; // names of JSON fields, in US dollars; a dot goes one object deeper. null there: no limit
    QString used;      // so far; empty: not told

    bool operator==(const CreditProfile &) const = default;
};

// One upstream provider as data: resources/providers/<id>.json.
struct ProviderProfile
{
    QString id; // "anthropic", "anthropic-compatible", "claude", "google", "openrouter", "simulator", "vertex"
    QString displayName;
    Protocol protocol = Protocol::Anthropic;
    QString baseUrl; // default; paths like /v1/messages are appended. Empty: the user must give one. Vertex: may hold "{region}"
    AuthStyle authStyle = AuthStyle::XApiKey;
    bool apiKeyAllowed = true;
    bool keyOptional = false;  // an account may do without a key: then none is sent
    bool organization = false; // it knows organizations and projects that an account's requests count for (OpenAI)
    QString apiKeyUrl;         // where a person gets a key; shown as a link. May be empty
    std::optional<SignInProfile> signIn = {};
    PathStyle pathStyle = PathStyle::Plain;
    bool listsAllModels = false;                              // its list of models has all that it serves, at its default base address
    std::vector<FurtherProtocol> further = {};                // of accounts at the default base address only
    std::optional<ServiceAccountProfile> serviceAccount = {}; // its accounts are such ones, and no others
    std::optional<CreditProfile> credit = {};

    bool operator==(const ProviderProfile &) const = default;
};

// Reads one profile; Invalid names the field that is wrong.
[[nodiscard]] Result<ProviderProfile> parseProviderProfile(const QByteArray &json);

// The profiles shipped as :/providers/*.json, by display order.
[[nodiscard]] Result<std::vector<ProviderProfile>> bundledProfiles();

// A file that was left out, and why.
struct ProfileProblem
{
    QString file;
    Error error;
};

struct ProfileSet
{
    std::vector<ProviderProfile> profiles;
    std::vector<ProfileProblem> problems;
};

// @p bundled with the *.json files of @p folder on top: a file replaces the profile of the same id, a new id is
// added. A broken file is a problem that names it; what is built in stays in force then.
[[nodiscard]] ProfileSet withUserProfiles(std::vector<ProviderProfile> bundled, const QString &folder);

} // namespace homeport
