// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/transfer.h"

#include <curl/curl.h>

#include <memory>
#include <optional>

// What libcurl must be told of a proxy, and what it tells of one that failed. Engine's thread.
namespace homeport {

// A list that may hold a credential: overwritten before it is freed.
struct SecretListDeleter
{
    void operator()(curl_slist *list) const;
};
using SecretList = std::unique_ptr<curl_slist, SecretListDeleter>;

// Options that are the same for every transfer: environment proxies and their exceptions are never used, credentials
// never go out but by Basic, a TLS proxy must prove who it is.
void setProxyConstants(CURL *easy);

// Sends the transfer through @p proxy, or direct. @p headers holds what libcurl reads until the transfer ends. Error: the proxy
// is not one (no host, no port, bytes that would be cut off), so nothing may be sent.
[[nodiscard]] Result<void> setProxy(CURL *easy, const std::optional<Proxy> &proxy, SecretList *headers);

// Equal only for the same kind, address, user and password. libcurl reuses a tunnel of an HTTP proxy whatever its
// credentials were; so connections of different keys are kept apart. Holds no password, but a digest of it. Empty: direct.
[[nodiscard]] QByteArray connectionPoolKey(const std::optional<Proxy> &proxy);

// Whether the failed transfer got as far as a tunnel through the proxy, so that what failed lies behind it.
[[nodiscard]] bool tunnelStood(CURL *easy, CURLcode code, Proxy::Kind kind);

// Network: the proxy broke off after the request had left.
[[nodiscard]] Error brokeOffError(const Proxy &proxy, const QString &what);

// Unavailable, with a sentence that names the proxy's host. @p what: libcurl's own words.
[[nodiscard]] Error proxyError(CURL *easy, CURLcode code, const Proxy &proxy, const QString &what);

} // namespace homeport
