// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

namespace homeport {

// What a provider said about an account; kept apart from the user's own pause. A null text: nothing of the kind.
struct AccountVerdict
{
    QString signInWhy;  // it wants a new sign-in
    QString blockedWhy; // it has switched the account off; its own words
    QString parkedWhy;  // not before parkedUntil
    QDateTime parkedUntil;

    bool operator==(const AccountVerdict &) const = default;
};

// What the user decided about an account's part in routing.
struct RoutingColumns
{
    int priority = 0;
    int weight = 1;
    int reservePercent = 0;
    QString models = QStringLiteral("{}"); // JSON {"allow":[pattern...],"aliases":{name:name}}

    bool operator==(const RoutingColumns &) const = default;
};

// A row of the table "account", secrets sealed.
struct AccountRow
{
    qint64 id = 0;
    QString providerId;
    QString name;
    QString baseUrl;
    QString credential; // "api_key", "oauth"
    bool paused = false;
    AccountVerdict verdict;
    QString hint;
    QByteArray secret;       // envelope; null: none
    QByteArray refreshToken; // envelope; null: none. Of a service account its key
    QString clientId;        // empty: the profile's
    QByteArray clientSecret; // envelope; null: none
    QString projectId;
    QString organization;
    QString identity; // who signed in, as the provider says
    QDateTime createdAt;
    QDateTime obtainedAt; // when the access token came
    QDateTime expiresAt;
    QDateTime refreshBeganAt; // a refresh whose end is not known
    QDateTime removedAt;
    QString proxyMode = QStringLiteral("default"); // "default", "direct", "list"
    QList<qint64> proxyIds;                        // "list": in the order of failover; some may be deleted
    RoutingColumns routing;
    bool passThrough = false;    // no secret of ours: each request brings its own login
    bool serviceAccount = false; // "oauth", with tokens that a service account's key gets
};

} // namespace homeport
