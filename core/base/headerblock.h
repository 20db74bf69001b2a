// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <string>
#include <vector>

namespace homeport {

// The header fields of one HTTP message, in their order, with names and values byte for byte as
// they were received. One buffer, no copy per field. Field names compare case-insensitively.
class HeaderBlock final
{
public:
    struct Field
    {
        QByteArrayView name;
        QByteArrayView value;
    };

    HeaderBlock() = default;
    void append(QByteArrayView name, QByteArrayView value);
    // Takes field lines "Name: value\r\n"... (no start line, no final empty line); the line bytes are
    // kept as they are. False when a line is malformed (no colon, empty name, white space before the
    // colon, obsolete folding, NUL or bare CR): RFC 9112 section 5.
    [[nodiscard]] static std::optional<HeaderBlock> parse(QByteArrayView lines);

    [[nodiscard]] qsizetype size() const { return static_cast<qsizetype>(m_entries.size()); }
    [[nodiscard]] bool isEmpty() const { return m_entries.empty(); }
    [[nodiscard]] Field at(qsizetype index) const;
    // The first field of that name; an empty view with isNull() when there is none.
    [[nodiscard]] QByteArrayView value(QByteArrayView name) const;
    [[nodiscard]] bool contains(QByteArrayView name) const { return !value(name).isNull(); }
    [[nodiscard]] qsizetype count(QByteArrayView name) const;
    // Whether a field of that name, a comma-separated list, holds @p token (in any case).
    [[nodiscard]] bool listHas(QByteArrayView name, QByteArrayView token) const;
    void reserve(qsizetype bytes, qsizetype fields);

    [[nodiscard]] static bool sameName(QByteArrayView a, QByteArrayView b)
    {
        return a.size() == b.size() && qstrnicmp(a.data(), a.size(), b.data(), b.size()) == 0;
    }

private:
    struct Entry
    {
        quint32 name;
        quint32 nameSize;
        quint32 value;
        quint32 valueSize;
    };

    std::string m_bytes; // QByteArray::append goes through insert(): measurable at twenty fields a request
    std::vector<Entry> m_entries;
};

} // namespace homeport
