// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"
#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>

#include <chrono>
#include <optional>

namespace homeport {

// How to reach an upstream. User and password travel as options of their own, never inside a URL.
struct Proxy
{
    enum class Kind { Http, Https, Socks5 }; // Socks5: names are resolved by the proxy (socks5h)

    Kind kind = Kind::Http;
    QByteArray host;
    quint16 port = 0;
    QByteArray user;
    SharedSecret password; // null: none
};

// Each may end up to a quarter later.
struct TransferTimeouts
{
    std::chrono::milliseconds connect{15'000};
    std::chrono::milliseconds firstByte{600'000}; // request sent -> status line; models think for minutes
    std::chrono::milliseconds idle{300'000};      // between two bytes of an answer
};

struct TransferRequest
{
    QByteArray method = "GET";
    QByteArray url;      // absolute, sent as it is: no normalisation
    HeaderBlock headers; // sent in this order; no field is invented but Host and Content-Length
    QByteArray body;
    TransferTimeouts timeouts;
    std::optional<Proxy> proxy; // none: direct. Environment proxies are never used.
    bool wantsTlsVersion = false;
    // On a connection of its own: what a kept connection that turns out dead has swallowed is sent again otherwise, and
    // something that may be used once (a code, a rotating token) must not be.
    bool sentOnce = false;
};

struct TransferStats
{
    qint64 bytesReceived = 0; // body
    bool reusedConnection = false;
    QByteArray tlsVersion; // "TLSv1.3" with the upstream itself; "": no TLS, or TransferRequest::wantsTlsVersion was not set
};

// Receives one transfer, in the engine's thread. Exactly one transferFinished, always last.
class TransferHandler
{
public:
    virtual ~TransferHandler() = default;
    // The final head (1xx and proxy CONNECT answers are left out). @p reason as sent, may be empty.
    virtual void transferHead(int status, QByteArrayView reason, HeaderBlock &&headers) = 0;
    virtual void transferData(QByteArrayView chunk) = 0;
    // After the last call of one turn of the event loop: the moment to flush what was collected.
    // Not after transferFinished().
    virtual void transferTurnEnded() {}
    // Error codes: Timeout, Network (DNS, connect, TLS, broken off), Unavailable (the proxy failed: no way through it came
    // about, and nothing of the request has left; what fails behind one that did is Network or Timeout), Invalid (the URL).
    // Cancelled is not reported: after Transfer::cancel() no call follows.
    virtual void transferFinished(const Result<TransferStats> &result) = 0;
};

} // namespace homeport
