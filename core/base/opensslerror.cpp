// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/opensslerror.h"

#include <openssl/err.h>

#include <array>

namespace homeport {

Error takeOpenSslError(QLatin1StringView what)
{
    QString text = what;
    std::array<char, 256> line{};
    while (const auto code = ERR_get_error()) {
        ERR_error_string_n(code, line.data(), line.size());
        text += QLatin1StringView("; ") + QLatin1StringView(line.data());
    }
    return Error{Error::Code::Internal, text};
}

} // namespace homeport
