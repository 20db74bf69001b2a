// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/options.h"

#include <cstdint>
#include <string>
#include <vector>

namespace homeport::bench {

struct Result
{
    std::int64_t completed = 0; // warm-up included
    std::int64_t errors = 0;
    std::string firstError;
    std::int64_t wallNs = 0;
    std::int64_t firstMeasuredNs = 0;
    std::int64_t lastMeasuredNs = 0;
    std::vector<std::int64_t> latenciesNs; // after the warm-up; of a whole stream in mode streams
    std::vector<std::int64_t> delaysNs;    // of every event

    void reserve(const Options &options);
    void addError(const std::string &text);
    // One line; microseconds. Sorts the samples.
    [[nodiscard]] std::string toJson(const Options &options);
};

} // namespace homeport::bench
