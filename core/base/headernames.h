// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"

#include <algorithm>
#include <array>

namespace homeport {

// A fixed set of field names, asked for each field of each message: nearly all are told apart by their length.
template <std::size_t Count>
class HeaderNames final
{
public:
    // Names of at most 31 characters, in lower case.
    constexpr explicit HeaderNames(const std::array<QByteArrayView, Count> &names) : m_names(names)
    {
        for (const QByteArrayView name : names)
            m_lengths |= 1U << name.size();
    }

    [[nodiscard]] bool contains(QByteArrayView name) const
    {
        return name.size() < 32 && ((m_lengths >> name.size()) & 1U) != 0
               && std::any_of(m_names.begin(), m_names.end(), [name](QByteArrayView other) { return HeaderBlock::sameName(name, other); });
    }

private:
    std::array<QByteArrayView, Count> m_names;
    quint32 m_lengths = 0; // bit n: there is one of n characters
};

} // namespace homeport
