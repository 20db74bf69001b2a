// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulator/messagerequest.h"

namespace homeport {

// What the simulated provider understands of a Gemini request: its `contents`, in the terms of a Messages request. The tool that reads files is
// `read_file` here, and a cache mark is a conversation's second turn, as Google caches by itself.
struct GeminiRequest : MessageRequest
{
    bool thoughts = false; // it wants to see them (thinkingConfig.includeThoughts)
    qsizetype parts = 1;   // of a batch of embeddings
};

// Invalid: the sentence the real API would say. @p wrapped: in Code Assist's shape, which names the model itself.
[[nodiscard]] Result<GeminiRequest> parseGeminiRequest(const QByteArray &body, const QString &model, bool wrapped);

} // namespace homeport
