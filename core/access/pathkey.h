// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace homeport {

// A local key in the path, for tools that can't send a header of their own: "/t/<key>/v1/messages?beta=true".
struct PathKey
{
    QByteArrayView key;    // "hp_..."
    QByteArrayView target; // what follows, byte for byte: "/v1/messages?beta=true"; "/" where nothing does
};

// Views into @p target (origin form). Empty where it is no such path, or the key has another character than a key has.
[[nodiscard]] std::optional<PathKey> pathKeyOf(QByteArrayView target);

// A path or target for logs, records and answers: whatever stands where a key would is left out, right or wrong, and so
// is what looks like a key anywhere else, as in "/v1/t/<key>".
[[nodiscard]] QByteArray withoutPathKey(QByteArrayView path);

} // namespace homeport
