// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/profile.h"

#include <QByteArray>

namespace homeport {

// What a request asks of an upstream, as its method and path say.
struct ApiCall
{
    enum class Kind {
        Generate,
        CountTokens,
        Embed,
        ListModels,
        Model,   // one model's description
        Service, // what else a client of the protocol asks: Code Assist's loadCodeAssist, say
    };

    Protocol protocol = Protocol::Anthropic;
    Kind kind = Kind::Generate;
    QByteArray model;         // that the path names, percent signs decoded; empty: the body names it
    bool stream = false;      // the path asks for a stream
    bool codeAssist = false;  // Gemini: in Code Assist's shape, the model and the public body inside of another one
    bool eventStream = false; // Gemini: the stream is one of server-sent events (alt=sse), not a JSON list

    // Whether it uses tokens that somebody pays for.
    [[nodiscard]] bool isCharged() const { return kind == Kind::Generate || kind == Kind::Embed; }
    [[nodiscard]] bool isAboutModels() const { return kind == Kind::ListModels || kind == Kind::Model; }
    bool operator==(const ApiCall &) const = default;
};

} // namespace homeport
