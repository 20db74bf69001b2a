// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace homeport {

// Cuts a byte stream into lines, fed at any split.
class LineReader final
{
public:
    explicit LineReader(qsizetype maxLine) : m_maxLine(maxLine) {}

    // False once a line is longer than the limit: nothing is kept or read any more.
    [[nodiscard]] bool feed(const QByteArray &bytes);
    // The next complete line without its end ("\n" or "\r\n").
    [[nodiscard]] std::optional<QByteArray> next();

private:
    qsizetype m_maxLine = 0;
    qsizetype m_length = 0;   // of the line being received
    qsizetype m_searched = 0; // bytes of m_buffer known to hold no line end
    bool m_overflow = false;
    QByteArray m_buffer;
};

} // namespace homeport
