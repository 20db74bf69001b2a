// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"

#include <QByteArrayView>
#include <QString>

namespace homeport {

// What a request says about itself beyond its model, read from a copy without changing a byte.
struct RequestFacts
{
    QString model;           // as modelOf()
    QString session;         // x-claude-code-session-id, else the session in metadata.user_id, else prompt_cache_key or a
                             // conversation id; empty: none. At most 200 characters
    qint64 maxTokens = -1;   // max_tokens; -1: not said
    bool stream = false;     // "stream": true
    bool longCache = false;  // asks for a cache entry of one hour ("ttl":"1h" in any cache_control)
    bool modelTwice = false; // two "model" fields: which one the provider takes is not known, so no rule on models holds

    bool operator==(const RequestFacts &) const = default;
};

// One pass over the top level of the body, less than a millisecond per megabyte. Malformed JSON gives what was found
// before it broke. longCache looks at every key "ttl" below the top level, wherever it stands: a tool's schema that says
// "ttl":"1h" counts too, the text of a message does not.
[[nodiscard]] RequestFacts anthropicRequestFacts(const HeaderBlock &headers, QByteArrayView body);

} // namespace homeport
