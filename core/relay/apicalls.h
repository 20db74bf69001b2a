// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"
#include "core/providers/apicall.h"

#include <QByteArrayView>

#include <optional>

namespace homeport {

// The calls that are forwarded, and which paths they have:
//   Anthropic  POST /v1/messages, /v1/messages/count_tokens; GET /v1/models[/ID]
//   OpenAI     POST /v1/chat/completions, /v1/completions, /v1/responses, /v1/responses/compact, /v1/embeddings; GET /v1/models[/ID]
//   Gemini     POST /v1beta/models/ID:generateContent, :streamGenerateContent, :countTokens, :embedContent, :batchEmbedContents;
//              GET /v1beta/models[/ID]; the same below /v1; POST and GET /v1internal:METHOD and /v1internal/operations/ID
// An ID is one segment, nothing that leads elsewhere.
struct KnownCall
{
    ApiCall call;
    bool takesMethod = true; // false: the path is one of these, but not with this method
};

// @p path and @p query as sent, the path in the form above. Empty: it is none of them. Whose GET /v1/models is asked shows in the request's own
// fields (tools.md section 5): anthropic-version or x-api-key, x-goog-api-key, bearer alone.
[[nodiscard]] std::optional<KnownCall> apiCallOf(QByteArrayView method, QByteArrayView path, QByteArrayView query,
                                                 const HeaderBlock &headers);

} // namespace homeport
