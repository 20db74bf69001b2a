// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/openai/usageparser.h"
#include "tests/fuzz/usagesplit.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    return homeport::fuzz::fuzzUsage<homeport::OpenAiUsageParser>(data, size);
}
