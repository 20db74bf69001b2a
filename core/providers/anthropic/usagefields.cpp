// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/anthropic/usagefields.h"

#include "core/providers/anthropic/requestfacts.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

using Count = std::optional<qint64>;

// What one object says of cache writes: their sum, and how long they live.
struct CacheWrites
{
    Count all;
    Count fiveMinutes;
    Count oneHour;
};

// A count, where the value is one; null and other kinds say nothing.
bool readCount(JsonScanner &scanner, Count &count)
{
    const auto value = scanner.value();
    if (!value)
        return false;
    if (const Count read = jsonCount(*value))
        count = read;
    return true;
}

// The members of an object; of another kind of value none.
template <typename Visit>
bool readObject(JsonScanner &scanner, Visit visit)
{
    return scanner.peek() == '{' ? scanner.members(visit) : scanner.skipValue();
}

bool readCacheSplit(JsonScanner &scanner, CacheWrites &writes)
{
    return readObject(scanner, [&](QByteArrayView key) {
        if (isJsonKey(key, "ephemeral_5m_input_tokens"_L1))
            return readCount(scanner, writes.fiveMinutes);
        if (isJsonKey(key, "ephemeral_1h_input_tokens"_L1))
            return readCount(scanner, writes.oneHour);
        return scanner.skipValue();
    });
}

bool readServerTools(JsonScanner &scanner, Count &searches)
{
    return readObject(scanner, [&](QByteArrayView key) {
        return isJsonKey(key, "web_search_requests"_L1) ? readCount(scanner, searches) : scanner.skipValue();
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

void update(qint64 &field, const Count &count)
{
    field = count.value_or(field);
}

} // namespace

bool readUsage(JsonScanner &scanner, TokenUsage &usage)
{
    Count input;
    Count output;
    Count cacheRead;
    Count searches;
    CacheWrites writes;
    const bool isWhole = readObject(scanner, [&](QByteArrayView key) {
        if (isJsonKey(key, "input_tokens"_L1))
            return readCount(scanner, input);
        if (isJsonKey(key, "output_tokens"_L1))
            return readCount(scanner, output);
        if (isJsonKey(key, "cache_read_input_tokens"_L1))
            return readCount(scanner, cacheRead);
        if (isJsonKey(key, "cache_creation_input_tokens"_L1))
            return readCount(scanner, writes.all);
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
    return readObject(scanner, [&](QByteArrayView key) {
        if (isJsonKey(key, "usage"_L1))
            return readUsage(scanner, usage);
        if (!isJsonKey(key, "model"_L1))
            return scanner.skipValue();
        const auto model = scanner.value();
        if (model)
            usage.model = jsonTextValue(*model, MaxModelName);
        return model.has_value();
    });
}

} // namespace homeport
