// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/options.h"

#include <string>

namespace homeport::bench {

// What every client of one run sends, and what it must get back.
struct Job
{
    std::string request;       // head and body
    std::size_t sessionAt = 0; // where the digits of the client's session stand in it; 0: the protocol has none
    std::string expectedReply; // empty for a stream
    int expectedEvents = 0;    // 0 for a sized reply
    Wire wire = Wire::Anthropic;
};

inline constexpr std::size_t SessionDigits = 12;

[[nodiscard]] Job makeJob(const Options &options);

} // namespace homeport::bench
