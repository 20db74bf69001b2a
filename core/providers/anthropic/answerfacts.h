// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace homeport {

// What an upstream's error answer says, read from a copy of (the beginning of) its body.

// error.message of {"error":{"message":...}}; otherwise the beginning of the text, a web page left out. At most 300 characters.
[[nodiscard]] QString errorMessageOf(QByteArrayView body);

// Whether a 403 speaks of an organisation or account that is switched off, not of this one request.
[[nodiscard]] bool saysAccountIsOff(QByteArrayView body);

} // namespace homeport
