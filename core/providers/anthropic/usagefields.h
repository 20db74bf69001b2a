// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/jsonscanner.h"
#include "core/providers/tokenusage.h"

namespace homeport {

// Reads a "usage" object over what @p usage holds: what it does not say stays. False when it is malformed.
// Cache writes without their split count as written for five minutes, but for what was said to be for an hour before.
[[nodiscard]] bool readUsage(JsonScanner &scanner, TokenUsage &usage);

// Reads "model", "usage" and "stop_reason" of a "message" object.
[[nodiscard]] bool readMessage(JsonScanner &scanner, TokenUsage &usage);

// Reads "stop_reason" of the "delta" of a message_delta event.
[[nodiscard]] bool readDelta(JsonScanner &scanner, TokenUsage &usage);

} // namespace homeport
