// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/wireprotocol.h"

#include "core/providers/anthropic/protocol.h"
#include "core/providers/gemini/protocol.h"

namespace homeport {

const WireProtocol &wireProtocol(Protocol protocol)
{
    static const AnthropicProtocol anthropic;
    static const GeminiProtocol gemini;
    switch (protocol) {
    case Protocol::Gemini:
        return gemini;
    case Protocol::Anthropic:
    case Protocol::OpenAi:
        break;
    }
    return anthropic;
}

} // namespace homeport
