// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/jsonscanner.h"

#include <algorithm>
#include <optional>

namespace homeport {

// Readers of single members, for the usage parsers. False: malformed JSON.

using JsonCount = std::optional<qint64>;

// A count (jsonCount), where the value is one; null and other kinds say nothing.
[[nodiscard]] inline bool readJsonCount(JsonScanner &scanner, JsonCount &count)
{
    const auto value = scanner.value();
    if (!value)
        return false;
    if (const JsonCount read = jsonCount(*value))
        count = read;
    return true;
}

// A text of @p longest bytes at most; null, an empty one and other kinds say nothing.
[[nodiscard]] inline bool readJsonText(JsonScanner &scanner, QString &text, qsizetype longest)
{
    const auto value = scanner.value();
    if (!value)
        return false;
    if (const QString read = jsonTextValue(*value, longest); !read.isEmpty())
        text = read;
    return true;
}

// The members of an object; of another kind of value none.
template <typename Visit>
[[nodiscard]] bool readJsonObject(JsonScanner &scanner, Visit visit)
{
    return scanner.peek() == '{' ? scanner.members(visit) : scanner.skipValue();
}

// One member as BodyMembers gives it: calls visit(scanner, rawKey) before its value.
template <typename Visit>
[[nodiscard]] bool readJsonMember(QByteArrayView member, Visit visit)
{
    JsonScanner scanner(member);
    const auto key = scanner.string();
    return key && scanner.take(':') && visit(scanner, *key) && scanner.isAtEnd();
}

// What a part of a total counts as: more than the total is the total, and a total that is not told does not limit it.
[[nodiscard]] inline qint64 partOf(const JsonCount &total, const JsonCount &part)
{
    return std::min(part.value_or(0), total.value_or(part.value_or(0)));
}

inline constexpr qsizetype MaxStopReason = 64; // bytes; no protocol's reason to stop is longer

} // namespace homeport
