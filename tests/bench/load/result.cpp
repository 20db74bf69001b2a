// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/result.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string_view>

namespace homeport::bench {
namespace {

std::string number(double value)
{
    char text[48];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

// Nearest rank, in microseconds; null without samples: nothing measured must not look fast.
std::string percentile(const std::vector<std::int64_t> &sorted, double share)
{
    if (sorted.empty())
        return "null";
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    return number(static_cast<double>(sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1]) / 1e3);
}

std::string summary(std::string_view name, std::vector<std::int64_t> &samples)
{
    std::sort(samples.begin(), samples.end());
    return ",\"" + std::string(name) + "\":{\"p50\":" + percentile(samples, 0.5) + ",\"p99\":" + percentile(samples, 0.99)
           + ",\"max\":" + percentile(samples, 1) + '}';
}

std::string quoted(std::string_view text)
{
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            result += '\\';
        result += static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7e ? ' ' : c;
    }
    return result + '"';
}

} // namespace

void Result::reserve(const Options &options)
{
    // Growing a vector of a million samples in the middle of a run would show up as latency.
    constexpr double MostPerSecond = 150'000;
    if (options.mode == Mode::Streams)
        delaysNs.reserve(static_cast<std::size_t>(options.connections) * static_cast<std::size_t>(options.events));
    else
        latenciesNs.reserve(static_cast<std::size_t>(std::clamp(options.seconds, 1.0, 60.0) * MostPerSecond));
}

void Result::addError(const std::string &text)
{
    if (errors++ == 0)
        firstError = text;
}

std::string Result::toJson(const Options &options)
{
    const double measuredSeconds = static_cast<double>(lastMeasuredNs - firstMeasuredNs) / 1e9;
    const auto measured = static_cast<double>(latenciesNs.size());
    std::string json = "{\"mode\":" + quoted(options.modeName) + ",\"connections\":" + std::to_string(options.connections)
                       + ",\"completed\":" + std::to_string(completed) + ",\"errors\":" + std::to_string(errors)
                       + ",\"first_error\":" + quoted(firstError) + ",\"wall_s\":" + number(static_cast<double>(wallNs) / 1e9)
                       + summary("latency_us", latenciesNs);
    if (options.mode == Mode::Streams) {
        const double ideal = options.idealStreamSeconds();
        const auto slowest = latenciesNs.empty() ? std::string("null") : number(static_cast<double>(latenciesNs.back()) / 1e9 / ideal);
        json += summary("delay_us", delaysNs) + ",\"events\":" + std::to_string(delaysNs.size()) + ",\"ideal_s\":" + number(ideal)
                + ",\"slowest_over_ideal\":" + slowest;
    } else {
        const double rate = measuredSeconds > 0 ? measured / measuredSeconds : 0;
        json += ",\"requests_per_s\":" + number(rate);
        if (options.mode != Mode::Json)
            json += ",\"mb_per_s\":" + number(rate * static_cast<double>(options.bytes) / 1e6);
    }
    return json + '}';
}

} // namespace homeport::bench
