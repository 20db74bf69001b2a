// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/wireprotocol.h"

#include "core/providers/anthropic/protocol.h"
#include "core/providers/gemini/protocol.h"
#include "core/providers/openai/protocol.h"

namespace homeport {

const WireProtocol &wireProtocol(Protocol protocol)
{
    static const AnthropicProtocol anthropic;
    static const GeminiProtocol gemini;
    static const OpenAiProtocol openAi;
    switch (protocol) {
    case Protocol::Gemini:
        return gemini;
    case Protocol::Anthropic:
        break;
    case Protocol::OpenAi:
        return openAi;
    }
    return anthropic;
}

} // namespace homeport
