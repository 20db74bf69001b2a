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
    std::string expectedReply; // empty for a stream
    int expectedEvents = 0;    // 0 for a sized reply
    Wire wire = Wire::Anthropic;
};

[[nodiscard]] Job makeJob(const Options &options);

} // namespace homeport::bench
