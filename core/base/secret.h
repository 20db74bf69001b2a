// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QDebug>

#include <concepts>
#include <memory>
#include <utility>

namespace homeport {

// Owns bytes nobody should see: cleared on destruction, never copied by accident, never printed.
// Compared in constant time. What leaves reveal() is the caller's to guard: QByteArray copies
// made from it are not cleared (see SECURITY.md).
class Secret final
{
public:
    Secret() = default;
    // Takes the bytes over and clears the original where no one else shares it.
    explicit Secret(QByteArray &&bytes);
    ~Secret();
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;

    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    [[nodiscard]] qsizetype size() const { return static_cast<qsizetype>(m_size); }
    [[nodiscard]] Secret clone() const;

    // The only door: the view lives as long as the call.
    template <std::invocable<QByteArrayView> F>
    decltype(auto) reveal(F &&use) const
    {
        return std::forward<F>(use)(QByteArrayView(m_data, size()));
    }

    friend bool operator==(const Secret &a, const Secret &b) { return a.equals(b); }
    friend QDebug operator<<(QDebug debug, const Secret &) { return debug << "<secret>"; }

private:
    [[nodiscard]] bool equals(const Secret &other) const;

    std::size_t m_size = 0;
    char *m_data = nullptr;
};

// How a secret travels through QFuture and snapshots.
using SharedSecret = std::shared_ptr<const Secret>;

[[nodiscard]] inline SharedSecret shareSecret(Secret &&secret)
{
    return std::make_shared<const Secret>(std::move(secret));
}
[[nodiscard]] inline SharedSecret shareSecret(QByteArray &&bytes)
{
    return shareSecret(Secret(std::move(bytes)));
}

} // namespace homeport
