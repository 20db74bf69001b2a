// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/linereader.h"

namespace homeport {

bool LineReader::feed(const QByteArray &bytes)
{
    for (const char c : bytes) {
        m_length = c == '\n' ? 0 : m_length + 1;
        m_overflow = m_overflow || m_length > m_maxLine;
    }
    if (m_overflow)
        m_buffer.clear();
    else
        m_buffer += bytes;
    return !m_overflow;
}

std::optional<QByteArray> LineReader::next()
{
    const qsizetype end = m_buffer.indexOf('\n', m_searched);
    if (end < 0) {
        m_searched = m_buffer.size();
        return std::nullopt;
    }
    QByteArray line = m_buffer.first(end);
    m_buffer.remove(0, end + 1);
    m_searched = 0;
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

} // namespace homeport
