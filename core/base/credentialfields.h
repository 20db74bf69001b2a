// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headernames.h"

namespace homeport {

// The fields of requests that carry a provider's credential, in one of the protocols, or a local key in its place.
inline constexpr HeaderNames<4> CredentialFields({"authorization", "x-api-key", "x-goog-api-key", "api-key"});

} // namespace homeport
