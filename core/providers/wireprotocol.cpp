// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/wireprotocol.h"

#include "core/providers/anthropic/protocol.h"

namespace homeport {

const WireProtocol &wireProtocol(Protocol protocol)
{
    static const AnthropicProtocol anthropic;
    switch (protocol) {
    case Protocol::Anthropic:
    case Protocol::Gemini:
    case Protocol::OpenAi:
        break;
    }
    return anthropic;
}

} // namespace homeport
