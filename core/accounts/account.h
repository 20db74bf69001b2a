// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/providers/profile.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>

namespace homeport {

// One upstream account as everyone may see it: no secret inside.
struct Account
{
    enum class State { Active, Paused, NeedsSignIn };
    enum class Credential { ApiKey, OAuth };

    qint64 id = 0;
    QString providerId;
    QString name;    // unique, chosen by the user
    QString baseUrl; // never empty, no trailing slash
    Credential credential = Credential::ApiKey;
    State state = State::Active;
    QString hint;        // last four characters of an API key, e.g. "…wxyz"; empty for OAuth
    QDateTime createdAt; // UTC
    QDateTime expiresAt; // access token, UTC; null: does not expire

    bool operator==(const Account &) const = default;
};

// What a new account brings along. Move-only because of its secrets.
struct NewAccount
{
    QString providerId;
    QString name;
    QString baseUrl; // empty: the profile's
    Account::Credential credential = Account::Credential::ApiKey;
    SharedSecret secret;       // API key or access token
    SharedSecret refreshToken; // null: none
    QDateTime expiresAt;
    bool allowHttp = false; // plain http to a host that is not loopback
};

// What the relay needs of an account, pushed to its thread as an immutable value.
struct RelayAccount
{
    qint64 id = 0;
    QString name;
    QByteArray baseUrl;
    Protocol protocol = Protocol::Anthropic;
    AuthStyle authStyle = AuthStyle::XApiKey;
    Account::Credential credential = Account::Credential::ApiKey;
    Account::State state = Account::State::Active;
    SharedSecret secret;
};

} // namespace homeport

Q_DECLARE_METATYPE(homeport::Account)
