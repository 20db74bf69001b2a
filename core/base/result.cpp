// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

QLatin1StringView codeName(Error::Code code)
{
    switch (code) {
    case Error::Code::Cancelled:
        return "cancelled"_L1;
    case Error::Code::Invalid:
        return "invalid"_L1;
    case Error::Code::NotFound:
        return "not_found"_L1;
    case Error::Code::Conflict:
        return "conflict"_L1;
    case Error::Code::Unauthorized:
        return "unauthorized"_L1;
    case Error::Code::Locked:
        return "locked"_L1;
    case Error::Code::RateLimited:
        return "rate_limited"_L1;
    case Error::Code::Unavailable:
        return "unavailable"_L1;
    case Error::Code::Timeout:
        return "timeout"_L1;
    case Error::Code::Network:
        return "network"_L1;
    case Error::Code::Storage:
        return "storage"_L1;
    case Error::Code::Keychain:
        return "keychain"_L1;
    case Error::Code::Internal:
        return "internal"_L1;
    }
    return "internal"_L1;
}

} // namespace homeport
