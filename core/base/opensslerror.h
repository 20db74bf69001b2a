// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace homeport {

// Empties OpenSSL's thread-local error queue into one Error{Internal}; the queue is clean afterwards.
[[nodiscard]] Error takeOpenSslError(QLatin1StringView what);

} // namespace homeport
