// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/options.h"

#include <cstdlib>
#include <map>
#include <stdexcept>
#include <string_view>

namespace homeport::bench {
namespace {

void readUrl(Options &options, std::string_view url)
{
    constexpr std::string_view Scheme = "http://";
    if (url.starts_with(Scheme))
        url.remove_prefix(Scheme.size());
    const auto colon = url.find(':');
    options.host = url.substr(0, colon);
    if (colon != std::string_view::npos)
        options.port = static_cast<std::uint16_t>(std::atoi(std::string(url.substr(colon + 1)).c_str()));
    if (options.port == 0 || (options.host != "127.0.0.1" && options.host != "localhost"))
        throw std::invalid_argument("--url must be http://127.0.0.1:PORT");
}

void readMode(Options &options, const std::string &name)
{
    static const std::map<std::string, Mode> modes{
        {"json", Mode::Json}, {"streams", Mode::Streams}, {"upload", Mode::Upload}, {"download", Mode::Download}};
    const auto found = modes.find(name);
    if (found == modes.end())
        throw std::invalid_argument("unknown mode " + name);
    options.mode = found->second;
    options.modeName = name;
}

void readOption(Options &options, const std::string &name, const std::string &value)
{
    if (name == "--url")
        readUrl(options, value);
    else if (name == "--mode")
        readMode(options, value);
    else if (name == "--protocol")
        options.wire = wireNamed(value);
    else if (name == "--connections" || name == "--streams")
        options.connections = std::stoi(value);
    else if (name == "--seconds")
        options.seconds = std::stod(value);
    else if (name == "--warm-up")
        options.warmUpSeconds = std::stod(value);
    else if (name == "--count")
        options.count = std::stoll(value);
    else if (name == "--events")
        options.events = std::stoi(value);
    else if (name == "--interval-ms")
        options.intervalMs = std::stoi(value);
    else if (name == "--ramp-us")
        options.rampUs = std::stoi(value);
    else if (name == "--bytes")
        options.bytes = static_cast<std::size_t>(std::stoull(value));
    else if (name == "--limit")
        options.limitSeconds = std::stod(value);
    else
        throw std::invalid_argument("unknown option " + name);
}

} // namespace

Options parseOptions(int argc, char **argv)
{
    Options options;
    for (int i = 1; i < argc; i += 2) {
        if (i + 1 == argc)
            throw std::invalid_argument(std::string("no value for ") + argv[i]);
        readOption(options, argv[i], argv[i + 1]);
    }
    if (options.port == 0)
        throw std::invalid_argument("--url is missing");
    if (options.connections < 1 || options.connections > 10'000 || options.events < 1 || options.intervalMs < 1 || options.bytes < 1000)
        throw std::invalid_argument("a number is out of range");
    if (const char *key = std::getenv("BENCH_KEY"))
        options.key = key;
    return options;
}

const char *usage()
{
    return "usage: bench_load --url http://127.0.0.1:PORT [--mode json|streams|upload|download]\n"
           "  json, upload, download: [--connections N] [--seconds S] [--warm-up S] [--count N] [--bytes N]\n"
           "  streams:                [--streams N] [--events N] [--interval-ms N] [--ramp-us N]\n"
           "  all: [--protocol anthropic|gemini|openai] [--limit S]; the relay's key comes from the environment variable BENCH_KEY\n"
           "Prints one line of JSON. Exit code 0: every answer was right, 1: some were not, 2: usage.\n";
}

} // namespace homeport::bench
