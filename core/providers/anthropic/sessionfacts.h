// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"
#include "core/providers/requestfacts.h"

#include <QByteArrayView>

namespace homeport {

// One pass over the top level of the body, less than a millisecond per megabyte. Malformed JSON gives what was found
// before it broke. The session is x-claude-code-session-id, else the session in metadata.user_id, else prompt_cache_key or a conversation
// id; the model is as modelOf() reads it. longCache looks at every key "ttl" below the top level, wherever it stands: a tool's schema that says
// "ttl":"1h" counts too, the text of a message does not.
[[nodiscard]] RequestFacts anthropicRequestFacts(const HeaderBlock &headers, QByteArrayView body);

} // namespace homeport
