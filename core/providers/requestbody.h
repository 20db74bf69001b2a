// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/requestfacts.h"

#include <QByteArrayView>

#include <span>

namespace homeport {

// What differs between the protocols in a request's body.
struct RequestBodyForm
{
    std::span<const QLatin1StringView> maxTokens; // members that limit the output; the largest counts. Must outlive the call
    bool userSession = false;                     // metadata.user_id may hold the session
    bool cacheLife = false;                       // a "ttl" of "1h" asks for a cache entry of one hour
};

// One pass over the top level of a JSON body, less than a millisecond per megabyte; builds nothing. Malformed JSON gives what was
// found before it broke. The session is the one in metadata.user_id, else prompt_cache_key, else a conversation's id; not yet cut to
// MaxSession. Of two models the first is taken, as modelOf() reads it.
[[nodiscard]] RequestFacts requestFactsIn(QByteArrayView body, const RequestBodyForm &form);

inline constexpr qsizetype MaxSession = 200; // characters

} // namespace homeport
