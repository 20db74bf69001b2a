// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/anthropic/usagefields.h"

#include "core/providers/jsonfields.h"
#include "core/providers/modelname.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// What one object says of cache writes: their sum, and how long they live.
struct CacheWrites
{
    JsonCount all;
    JsonCount fiveMinutes;
    JsonCount oneHour;
};

bool readCacheSplit(JsonScanner &scanner, CacheWrites &writes)
{
    return readJsonObject(scanner, [&](QByteArrayView key) {
        if (isJsonKey(key, "ephemeral_5m_input_tokens"_L1))
            return readJsonCount(scanner, writes.fiveMinutes);
        if (isJsonKey(key, "ephemeral_1h_input_tokens"_L1))
            return readJsonCount(scanner, writes.oneHour);
        return scanner.skipValue();
    });
}

bool readServerTools(JsonScanner &scanner, JsonCount &searches)
{
    return readJsonObject(scanner, [&](QByteArrayView key) {
        return isJsonKey(key, "web_search_requests"_L1) ? readJsonCount(scanner, searches) : scanner.skipValue();
    });
}

void updateCacheWrites(TokenUsage &usage, const CacheWrites &writes)
{
    if (writes.fiveMinutes || writes.oneHour) {
        usage.cacheWrite1h = writes.oneHour.value_or(0);
        usage.cacheWrite5m = std::max(writes.fiveMinutes.value_or(0), writes.all.value_or(0) - usage.cacheWrite1h);
    } else if (writes.all) {
        usage.cacheWrite1h = std::min(usage.cacheWrite1h, *writes.all);
        usage.cacheWrite5m = *writes.all - usage.cacheWrite1h;
    }
}

void update(qint64 &field, const JsonCount &count)
{
    field = count.value_or(field);
}

} // namespace

bool readUsage(JsonScanner &scanner, TokenUsage &usage)
{
    JsonCount input;
    JsonCount output;
    JsonCount cacheRead;
    JsonCount searches;
    CacheWrites writes;
    const bool isWhole = readJsonObject(scanner, [&](QByteArrayView key) {
        if (isJsonKey(key, "input_tokens"_L1))
            return readJsonCount(scanner, input);
        if (isJsonKey(key, "output_tokens"_L1))
            return readJsonCount(scanner, output);
        if (isJsonKey(key, "cache_read_input_tokens"_L1))
            return readJsonCount(scanner, cacheRead);
        if (isJsonKey(key, "cache_creation_input_tokens"_L1))
            return readJsonCount(scanner, writes.all);
        if (isJsonKey(key, "cache_creation"_L1))
            return readCacheSplit(scanner, writes);
        if (isJsonKey(key, "server_tool_use"_L1))
            return readServerTools(scanner, searches);
        return scanner.skipValue();
    });
    if (!isWhole)
        return false;
    update(usage.input, input);
    update(usage.output, output);
    update(usage.cacheRead, cacheRead);
    update(usage.webSearches, searches);
    updateCacheWrites(usage, writes);
    usage.known = usage.known || input || output || cacheRead || writes.all || writes.fiveMinutes || writes.oneHour;
    return true;
}

bool readMessage(JsonScanner &scanner, TokenUsage &usage)
{
    return readJsonObject(scanner, [&](QByteArrayView key) {
        if (isJsonKey(key, "usage"_L1))
            return readUsage(scanner, usage);
        if (isJsonKey(key, "stop_reason"_L1))
            return readJsonText(scanner, usage.stopReason, MaxStopReason);
        if (!isJsonKey(key, "model"_L1))
            return scanner.skipValue();
        const auto model = scanner.value();
        if (model)
            usage.model = jsonTextValue(*model, MaxModelName);
        return model.has_value();
    });
}

bool readDelta(JsonScanner &scanner, TokenUsage &usage)
{
    return readJsonObject(scanner, [&](QByteArrayView key) {
        return isJsonKey(key, "stop_reason"_L1) ? readJsonText(scanner, usage.stopReason, MaxStopReason) : scanner.skipValue();
    });
}

} // namespace homeport
