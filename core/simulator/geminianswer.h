// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulator/geminirequest.h"
#include "core/simulator/messageanswer.h"

#include <QByteArray>

#include <vector>

namespace homeport {

// One GenerateContentResponse, and what a client knows of the usage once it has it: a running total.
struct GeminiChunk
{
    QByteArray json;
    TokenUsage told;
};

// An answer as the API streams it, each chunk one JSON object: thoughts where they are asked for, text, calls of functions, the reason to stop ...
[[nodiscard]] std::vector<GeminiChunk> geminiChunks(const MessageAnswer &answer, bool thoughts, bool wrapped);

// ... or as one.
[[nodiscard]] GeminiChunk geminiBody(const MessageAnswer &answer, bool thoughts, bool wrapped);

} // namespace homeport
