// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/wireprotocol.h"

#include <QByteArray>

namespace homeport {

// Errors of ours in the shape Google's clients read (google.rpc.Status): they decide by HTTP status, `code` and `details`, and show `message`.

// The google.rpc.Code that goes with a status; unlisted 4xx are INVALID_ARGUMENT, the rest INTERNAL.
[[nodiscard]] QByteArray geminiErrorStatus(int status);

// {"error":{"code":...,"message":...,"status":...,"details":[...]}}; the details hold RetryInfo where it is said when to try again, and
// RequestInfo where the request has an id.
[[nodiscard]] QByteArray geminiErrorBody(const OwnError &error);

// The same as one event of a running stream: "data: {...}\n\n". Google's SDKs throw on it, by its code.
[[nodiscard]] QByteArray geminiErrorEvent(const OwnError &error);

} // namespace homeport
