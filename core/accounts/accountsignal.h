// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

#include <QMetaType>

namespace homeport {

// What real traffic tells about an account or the way to it. A value; made in the relay's thread.
struct AccountSignal
{
    enum class Kind {
        Refused,     // 401 to an API key, or to a token that was fresh: the credential is not accepted
        Blocked,     // the provider has switched the account or its organisation off
        ProxyFailed, // proxyId: could not be used
        ProxyWorked, // proxyId: an answer came through it
        Served,      // an answer that clears an earlier Refused, Blocked or ProxyFailed
    };

    Kind kind = Kind::Served;
    qint64 accountId = 0;
    qint64 proxyId = 0;
    QString why; // the provider's or the proxy's words, cut at 300 characters; no secret
};

} // namespace homeport

Q_DECLARE_METATYPE(homeport::AccountSignal)
