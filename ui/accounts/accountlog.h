// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/requestrecord.h"

namespace homeport {

// A request that an account did not serve well.
struct AccountFailure
{
    RequestRecord request;
    QString status;         // "429"; empty: there was no answer
    QString words;          // the provider's, or what went wrong on the way; empty: nothing was said
    bool elsewhere = false; // another account took the request on

    bool operator==(const AccountFailure &) const = default;
};

// Of @p records (newest first) the newest @p most that failed at the account: with an error, on the way, broken off, or before they moved on.
// What Homeport refused by itself and what a tool broke off is no failure of an account.
[[nodiscard]] QList<AccountFailure> failuresOf(const QList<RequestRecord> &records, qint64 accountId, qsizetype most);
// The newest @p most it served, or serves.
[[nodiscard]] QList<RequestRecord> requestsOf(const QList<RequestRecord> &records, qint64 accountId, qsizetype most);
// Whether any of them is about the account.
[[nodiscard]] bool concern(const QList<RequestRecord> &records, qint64 accountId);

} // namespace homeport
