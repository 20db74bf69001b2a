// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace homeport {

// Which wire protocol an upstream speaks.
enum class Protocol { Anthropic };

// Where an account's credential goes.
enum class AuthStyle { XApiKey, Bearer };

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
    QString clientId;
    QStringList scopes;
    bool jsonBody = false; // token request body: JSON, else form

    bool operator==(const SignInProfile &) const = default;
};

// One upstream provider as data: resources/providers/<id>.json.
struct ProviderProfile
{
    QString id; // "anthropic", "anthropic-compatible", "openrouter", "simulator"
    QString displayName;
    Protocol protocol = Protocol::Anthropic;
    QString baseUrl; // default; paths like /v1/messages are appended. Empty: the user must give one
    AuthStyle authStyle = AuthStyle::XApiKey;
    bool apiKeyAllowed = true;
    QString apiKeyUrl; // where a person gets a key; shown as a link. May be empty
    std::optional<SignInProfile> signIn;

    bool operator==(const ProviderProfile &) const = default;
};

// Reads one profile; Invalid names the field that is wrong.
[[nodiscard]] Result<ProviderProfile> parseProviderProfile(const QByteArray &json);

// The profiles shipped as :/providers/*.json, by display order.
[[nodiscard]] Result<std::vector<ProviderProfile>> bundledProfiles();

} // namespace homeport
