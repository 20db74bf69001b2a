// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/providers/apicall.h"

namespace homeport {

// The address a request goes to: the endpoint's base address and, byte for byte, what of @p target follows it (PathStyle). @p target: the path
// and query as apiCallOf() knows them.
[[nodiscard]] QByteArray upstreamUrl(const RelayAccount &account, const ProtocolEndpoint &endpoint, const ApiCall &call,
                                     QByteArrayView target);

} // namespace homeport
