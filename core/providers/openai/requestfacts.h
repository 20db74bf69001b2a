// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"
#include "core/providers/requestfacts.h"

#include <QByteArrayView>

namespace homeport {

// Of Chat Completions, Responses, Completions and Embeddings alike; see requestbody.h. The session is the field session-id (Codex;
// older ones session_id), else prompt_cache_key, else the conversation's id.
[[nodiscard]] RequestFacts openAiRequestFacts(const HeaderBlock &headers, QByteArrayView body);

} // namespace homeport
