// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/gemini/usageparser.h"
#include "tests/fuzz/usagesplit.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    return homeport::fuzz::fuzzUsage<homeport::GeminiUsageParser>(data, size);
}
