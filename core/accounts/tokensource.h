// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QFuture>

namespace homeport {

// Where a request gets a token that serves. Thread-safe.
class TokenSource
{
public:
    virtual ~TokenSource() = default;

    // An access token with at least TokenMargin of life in it, refreshed first where it must be. @p rejected: the token
    // an upstream has answered with 401, never given back; null: none. Errors: Unauthorized (sign in again),
    // Network, Unavailable, Locked, NotFound, Storage; with the reason, for people.
    [[nodiscard]] virtual QFuture<Result<SharedSecret>> fresh(qint64 accountId, SharedSecret rejected) = 0;
};

} // namespace homeport
