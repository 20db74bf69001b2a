// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/devicelogin.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>

namespace homeport {

// The documents of the gateway login as Claude Code speaks it (RFC 8414, 8628, 7009, and its own managed settings), as
// pure functions. @p baseUrl: "http://127.0.0.1:8642", as the client addressed us: it takes only addresses of that origin.
// None of them may be kept by anyone on the way: they are sent with "Cache-Control: no-store".

[[nodiscard]] QByteArray authorizationServerMetadata(QByteArrayView baseUrl);
[[nodiscard]] QByteArray deviceAuthorizationReply(QByteArrayView baseUrl, const DeviceAuthorization &authorization);
// @p expiresIn is always written, for Claude Code insists on it: pass something far away for a key without an end.
[[nodiscard]] QByteArray tokenReply(const Secret &token, std::chrono::seconds expiresIn);

// An error of RFC 6749 section 5.2: answered with status 400.
struct OAuthError
{
    QByteArray error;
    QString description;

    bool operator==(const OAuthError &) const = default;
};
[[nodiscard]] QByteArray oauthErrorReply(const OAuthError &error);
[[nodiscard]] std::optional<OAuthError> errorOf(DevicePoll::State state); // empty: Approved

// GET /managed/settings: no policy of ours, in the wrapper without which the client takes an answer for a failure.
struct ManagedSettings
{
    QByteArray body;
    QByteArray etag; // quoted; a request whose If-None-Match is this may be answered with 304
};
[[nodiscard]] ManagedSettings emptyManagedSettings();

// The bodies of the requests: forms, or JSON objects of strings. Parameters that nobody knows are ignored (RFC 6749
// section 3.2), those we know may come once.
struct DeviceAuthorizationRequest
{
    QString client; // client_id, or else what Claude Code sends in its place ("surface")
    QString scope;
};
struct DeviceTokenRequest
{
    SharedSecret deviceCode; // null: error says why
    OAuthError error;
};
[[nodiscard]] Result<DeviceAuthorizationRequest> parseDeviceAuthorizationRequest(QByteArrayView contentType, QByteArrayView body);
[[nodiscard]] DeviceTokenRequest parseTokenRequest(QByteArrayView contentType, QByteArrayView body);
// The token of a revocation (RFC 7009); null: there is none. Whatever it is, the answer to one is 200.
[[nodiscard]] SharedSecret parseRevocationRequest(QByteArrayView contentType, QByteArrayView body);

} // namespace homeport
