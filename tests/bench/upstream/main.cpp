// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/server.h"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

// bench_upstream [PORT]: prints {"event":"ready","port":N} and plays the provider for at most an hour.
int main(int argc, char **argv)
{
    using namespace homeport::bench;
    constexpr std::int64_t LongestRunNs = 3600LL * 1'000'000'000;
    const std::string port = argc > 1 ? argv[1] : "0";
    if (argc > 2 || port.size() > 5 || port.find_first_not_of("0123456789") != std::string::npos) {
        std::fputs("usage: bench_upstream [PORT]\n", stderr);
        return 2;
    }
    try {
        raiseDescriptorLimit();
        Server server(static_cast<std::uint16_t>(std::atoi(port.c_str())));
        std::printf("{\"event\":\"ready\",\"port\":%d}\n", server.port());
        std::fflush(stdout);
        server.runUntil(nowNs() + LongestRunNs);
        return 0;
    } catch (const std::exception &error) {
        std::fprintf(stderr, "bench_upstream: %s\n", error.what());
        return 1;
    }
}
