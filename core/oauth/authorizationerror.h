// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/oauth/redirect.h"

namespace homeport {

// What a redirect without a code tells: one sentence of ours for each error of RFC 6749 section 4.1.2.1 and OpenID Connect Core
// 3.1.2.6, then the provider's own words. Unavailable: the provider's trouble, which passes; Unauthorized: everything else.
[[nodiscard]] Error authorizationError(const Redirect &redirect);

// Whether somebody said no; everything else is a failure.
[[nodiscard]] bool isDenial(const Redirect &redirect);

} // namespace homeport
