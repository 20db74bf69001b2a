// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"
#include "core/storage/accountlimits.h"

#include <QList>

#include <chrono>
#include <optional>

namespace homeport {

// The quota windows in an answer's fields. What is malformed is left out, a window of which nothing can be read too. @p now, UTC: when the
// fields were seen.
//   x-ratelimit-{limit,remaining,reset}-{requests,tokens,...}                             named "requests", "tokens", ...
//   x-codex-{primary,secondary}-{used-percent,reset-after-seconds,reset-at,window-minutes} named after its length: "5h", "7d"; else "primary"
[[nodiscard]] QList<QuotaWindow> openAiQuotaWindows(const HeaderBlock &headers, const QDateTime &now);

// Whether it is a window of a plan (x-codex-), not one of an API key.
[[nodiscard]] bool isCodexWindow(const QuotaWindow &window);

// A reset as "1s", "6m0s", "1h2m3s", "20ms", "1.5s", "7d1h", a plain number of seconds; null: none of these.
[[nodiscard]] std::optional<std::chrono::milliseconds> readResetSpan(QByteArrayView text);

} // namespace homeport
