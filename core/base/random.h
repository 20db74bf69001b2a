// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace homeport {

// Bytes from OpenSSL's CSPRNG. Aborts the process if the system has no entropy: going on
// would hand out guessable keys.
[[nodiscard]] QByteArray randomBytes(qsizetype count);

// RFC 4648 section 5, without padding.
[[nodiscard]] QByteArray base64Url(const QByteArray &bytes);
[[nodiscard]] QByteArray randomToken(qsizetype bytes); // base64Url(randomBytes(bytes))

} // namespace homeport
