// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <algorithm>

namespace homeport {

// Whether it may stand in a request line as it is: no space and no control character (RFC 9112 section 3.2). True of an empty one.
[[nodiscard]] inline bool isRequestTarget(QByteArrayView target)
{
    return std::all_of(target.begin(), target.end(), [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7f; });
}

} // namespace homeport
