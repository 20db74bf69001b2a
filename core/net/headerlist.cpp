// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/headerlist.h"

namespace homeport {

void HeaderList::add(QByteArrayView name, QByteArrayView separator, QByteArrayView value)
{
    m_starts.push_back(m_text.size());
    for (const QByteArrayView part : {name, separator, value})
        m_text.append(part.data(), static_cast<std::size_t>(part.size()));
    m_text.push_back('\0');
}

void HeaderList::set(const HeaderBlock &headers)
{
    m_text.reserve(2048);
    m_starts.reserve(static_cast<std::size_t>(headers.size()) + 3);
    for (qsizetype i = 0; i < headers.size(); ++i) {
        const HeaderBlock::Field field = headers.at(i);
        // "Name;" is libcurl's way to send a field with an empty value.
        add(field.name, field.value.isEmpty() ? ";" : ": ", field.value);
    }
    for (const QByteArrayView own : {"Accept", "Content-Type", "Expect"}) {
        if (!headers.contains(own))
            add(own, ":", {});
    }
    m_nodes.resize(m_starts.size());
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        m_nodes[i] = {m_text.data() + m_starts[i], i + 1 < m_nodes.size() ? &m_nodes[i + 1] : nullptr};
}

} // namespace homeport
