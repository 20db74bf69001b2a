// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/headerlist.h"

#include "core/base/headernames.h"

namespace homeport {

namespace {

// Fields that libcurl looks for among ours, to leave out or replace one of its own: each an item of the list.
constexpr HeaderNames<9> LookedFor({"accept", "content-type", "expect", "host", "content-length", "transfer-encoding", "connection", "te",
                                    "upgrade"});

} // namespace

void HeaderList::append(QByteArrayView text)
{
    m_text.append(text.data(), static_cast<std::size_t>(text.size()));
}

void HeaderList::beginItem()
{
    if (!m_starts.empty())
        m_text.push_back('\0');
    m_starts.push_back(m_text.size());
}

void HeaderList::set(const HeaderBlock &headers, std::optional<qsizetype> length)
{
    m_text.clear();
    m_starts.clear();
    m_text.reserve(2048);
    m_starts.reserve(16);
    bool isRun = false;
    for (qsizetype i = 0; i < headers.size(); ++i) {
        const HeaderBlock::Field field = headers.at(i);
        const bool standsAlone = field.value.isEmpty() || LookedFor.contains(field.name);
        if (isRun && !standsAlone)
            append("\r\n");
        else
            beginItem();
        isRun = !standsAlone;
        append(field.name);
        append(field.value.isEmpty() ? ";" : ": "); // "Name;" is libcurl's way to send a field with an empty value
        append(field.value);
    }
    if (length && !headers.contains("content-length")) {
        beginItem();
        append("Content-Length: ");
        append(QByteArray::number(*length));
    }
    for (const QByteArrayView own : {"Accept", "Content-Type", "Expect"}) {
        if (headers.contains(own))
            continue;
        beginItem();
        append(own);
        append(":");
    }
    m_nodes.resize(m_starts.size());
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        m_nodes[i] = {m_text.data() + m_starts[i], i + 1 < m_nodes.size() ? &m_nodes[i + 1] : nullptr};
}

} // namespace homeport
