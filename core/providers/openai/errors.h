// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace homeport {

// Errors of ours in the shape OpenAI's clients read; SDKs decide by the status, and show `message`.

// The error.type that goes with a status.
[[nodiscard]] QByteArray openAiErrorType(int status);

// {"error":{"message":...,"type":...,"param":null,"code":...}}
[[nodiscard]] QByteArray openAiErrorBody(int status, const QString &message);

// The same of a model that does not exist: {"error":{"message":...,"type":"invalid_request_error","param":null,"code":"model_not_found"}}
[[nodiscard]] QByteArray openAiUnknownModelBody(const QString &message);

// The same as one event of a running stream, of Chat Completions or of Responses: "event: error\ndata: {"type":"error","error":{...}}\n\n". The
// SDK throws it, whichever of the two it reads, and helpers of Responses know it by its type. Codex passes over it, and takes the broken
// connection after it for the error.
[[nodiscard]] QByteArray openAiErrorEvent(int status, const QString &message);

} // namespace homeport
