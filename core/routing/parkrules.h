// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/providers/answersignal.h"

#include <optional>

namespace homeport {

// The table of providers.md section 6, for what an answer says about the account that was asked.

// The signal's park, when it is of a kind that parks. @p family: of the model that was asked. @p overloads: how many there were
// in a row before this one.
[[nodiscard]] std::optional<AccountPark> parkOf(const AnswerSignal &signal, const QString &family, int overloads, qint64 nowMs);

// Until when @p account is parked as a whole (empty @p family) or for one family, ms since 1970; 0: it is not. May be past.
[[nodiscard]] qint64 parkedUntilMs(const RelayAccount &account, const QString &family);

// The park that ends because a request for @p family was served after it: the whole account's first. Its `until` is null.
[[nodiscard]] std::optional<AccountPark> parkEndedBy(const RelayAccount &account, const QString &family, qint64 nowMs);

} // namespace homeport
