// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QLoggingCategory>

namespace homeport {

Q_DECLARE_LOGGING_CATEGORY(lcApp)
Q_DECLARE_LOGGING_CATEGORY(lcVault)
Q_DECLARE_LOGGING_CATEGORY(lcStorage)
Q_DECLARE_LOGGING_CATEGORY(lcUsage)
Q_DECLARE_LOGGING_CATEGORY(lcNet)
Q_DECLARE_LOGGING_CATEGORY(lcHttp)
Q_DECLARE_LOGGING_CATEGORY(lcOAuth)
Q_DECLARE_LOGGING_CATEGORY(lcRelay)

enum class LogFormat { Text, Json };

// Sends every Qt message to stderr, one line each, as text or as one JSON object. Call once, from
// main(). @p level: debug, info, warning or error; false when it is none of these. Lines carry ids,
// sizes, times and statuses, never a header value, body, URL query or credential: that is each
// caller's duty, and the planted-secret test searches for breaches.
[[nodiscard]] bool installLogging(LogFormat format, QStringView level);
// Another level from now on, in all threads; false when it is none.
bool setLogLevel(QStringView level);

} // namespace homeport
