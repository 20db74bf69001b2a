// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/pathkey.h"

#include <algorithm>

namespace homeport {

namespace {

constexpr QByteArrayView Mark = "/t/";
constexpr QByteArrayView KeyPrefix = "hp_";
constexpr qsizetype MaxKey = 128;

bool isKeyCharacter(char letter)
{
    return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-'
           || letter == '_';
}

// Where the segment after the mark ends.
qsizetype segmentEnd(QByteArrayView target)
{
    const auto end = std::find_if(target.cbegin() + Mark.size(), target.cend(), [](char letter) { return letter == '/' || letter == '?'; });
    return end - target.cbegin();
}

} // namespace

std::optional<PathKey> pathKeyOf(QByteArrayView target)
{
    if (!target.startsWith(Mark))
        return std::nullopt;
    const qsizetype end = segmentEnd(target);
    const QByteArrayView key = target.first(end).sliced(Mark.size());
    const QByteArrayView rest = target.sliced(end);
    const bool isKey = key.startsWith(KeyPrefix) && key.size() > KeyPrefix.size() && key.size() <= MaxKey
                       && std::all_of(key.cbegin(), key.cend(), isKeyCharacter);
    if (!isKey || rest.startsWith('?'))
        return std::nullopt;
    return PathKey{key, rest.isEmpty() ? QByteArrayView("/") : rest};
}

QByteArray withoutPathKey(QByteArrayView path)
{
    QByteArray shown = path.toByteArray();
    if (path.startsWith(Mark))
        shown.replace(Mark.size(), segmentEnd(path) - Mark.size(), "...");
    for (qsizetype at = shown.indexOf(KeyPrefix); at >= 0; at = shown.indexOf(KeyPrefix, at + KeyPrefix.size())) {
        const auto start = shown.cbegin() + at + KeyPrefix.size();
        const auto end = std::find_if_not(start, shown.cend(), isKeyCharacter);
        shown.replace(at + KeyPrefix.size(), end - start, "...");
    }
    return shown;
}

} // namespace homeport
