// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <tl/expected.hpp>

namespace homeport {

// Why an operation failed. `code` is what callers decide on, `detail` is one technical English
// sentence for logs and APIs; ui/text turns it into words for people. Never contains a secret.
struct Error
{
    enum class Code {
        Cancelled,
        Invalid,
        NotFound,
        Conflict,
        Unauthorized,
        Locked,
        RateLimited,
        Unavailable,
        Timeout,
        Network,
        Storage,
        Keychain,
        Internal
    };

    Code code = Code::Internal;
    QString detail;

    bool operator==(const Error &) const = default;
};

// "invalid", "network", ...: the stable word for a code in logs and JSON.
[[nodiscard]] QLatin1StringView codeName(Error::Code code);

// A value or an Error; constructible from either.
template <typename T>
class [[nodiscard]] Result : public tl::expected<T, Error>
{
public:
    using tl::expected<T, Error>::expected;
    Result(Error error) : tl::expected<T, Error>(tl::unexpect, std::move(error)) {}    // NOLINT(google-explicit-constructor)
    Result(tl::expected<T, Error> other) : tl::expected<T, Error>(std::move(other)) {} // NOLINT(google-explicit-constructor)
};

} // namespace homeport
