// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

namespace homeport {

// What a new account must satisfy; returns it tidied (name trimmed, base URL without a final slash, and for the Anthropic
// protocol without a final "/v1": tools bring that along, and many gateways print it in their instructions; for OpenAI's with
// "/v1", Azure's with "/openai/v1", where no path is given). Of a service account: its key as it is kept, its name, and the base
// URL of its place, unless that is given whole; without an access token it comes with one that is over.
// Errors: Invalid, one sentence each.
[[nodiscard]] Result<NewAccount> checkedAccount(NewAccount account, const ProviderProfile &profile);

// An id that goes into a header field, such as an organization's: up to 200 visible characters of ASCII, or empty. Errors: Invalid.
[[nodiscard]] Result<QString> checkedHeaderId(const QString &text);

// 1 to 100 printable characters, trimmed.
[[nodiscard]] Result<QString> checkedName(const QString &name);

// An absolute http or https URL without user info, query and fragment; plain http only to loopback,
// elsewhere with @p allowHttp.
[[nodiscard]] Result<QString> checkedBaseUrl(const QString &url, bool allowHttp);

// A credential can be sent: Invalid when it is null, empty, over 16 KiB, or more than visible ASCII.
[[nodiscard]] Result<void> checkedKey(const SharedSecret &key);

// What another key for @p account makes of it: an API key, or the key file of its service account. Invalid: it has neither, or the
// key is none.
[[nodiscard]] Result<NewCredential> credentialOf(const Account &account, const SharedSecret &key);

// "…wxyz": the last four characters of a key that is long enough to give them away.
[[nodiscard]] QString keyHint(const Secret &key);

} // namespace homeport
