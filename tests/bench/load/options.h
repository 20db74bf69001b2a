// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/payload.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace homeport::bench {

enum class Mode { Json, Streams, Upload, Download };

struct Options
{
    Mode mode = Mode::Json;
    std::string modeName = "json";
    Wire wire = Wire::Anthropic;
    std::string host = "127.0.0.1"; // for the Host header
    std::uint16_t port = 0;
    std::string key;     // from BENCH_KEY, never an argument
    int connections = 1; // in mode streams: how many streams
    double seconds = 1;
    double warmUpSeconds = 0;
    std::int64_t count = 0; // ends earlier than seconds; 0: no such end
    int events = 100;
    int intervalMs = 20;
    int rampUs = 500; // between the starts of two streams
    std::size_t bytes = 1'000'000;
    double limitSeconds = 60; // gives up after that, whatever happens

    [[nodiscard]] double idealStreamSeconds() const { return events * intervalMs / 1e3; }
};

// Throws std::invalid_argument with a sentence for the user.
[[nodiscard]] Options parseOptions(int argc, char **argv);
[[nodiscard]] const char *usage();

} // namespace homeport::bench
