// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace homeport {

// Errors of ours in the shape Anthropic's clients read; they decide by `type` and show `message`.

// The error.type that goes with a status; unlisted 4xx are invalid_request_error, the rest api_error.
[[nodiscard]] QByteArray anthropicErrorType(int status);

// {"type":"error","error":{"type":...,"message":...},"request_id":...}; request_id is null when it is empty.
[[nodiscard]] QByteArray anthropicErrorBody(int status, const QString &message, const QByteArray &requestId);

// The same as one event of a running stream: "event: error\ndata: {...}\n\n".
[[nodiscard]] QByteArray anthropicErrorEvent(int status, const QString &message, const QByteArray &requestId);

} // namespace homeport
