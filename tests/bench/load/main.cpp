// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/generator.h"
#include "load/options.h"

#include <cstdio>
#include <exception>
#include <stdexcept>

int main(int argc, char **argv)
{
    using namespace homeport::bench;
    try {
        const auto options = parseOptions(argc, argv);
        raiseDescriptorLimit();
        auto result = Generator(options).run();
        std::puts(result.toJson(options).c_str());
        return result.errors == 0 ? 0 : 1;
    } catch (const std::invalid_argument &error) {
        std::fprintf(stderr, "bench_load: %s\n%s", error.what(), usage());
        return 2;
    } catch (const std::exception &error) {
        std::fprintf(stderr, "bench_load: %s\n", error.what());
        return 1;
    }
}
