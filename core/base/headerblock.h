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
    [[nodiscard]] Field at(qsizetype index) const
    {
        const Entry &entry = m_entries[static_cast<std::size_t>(index)];
        const char *bytes = m_bytes.data();
        return {QByteArrayView(bytes + entry.name, entry.nameSize), QByteArrayView(bytes + entry.value, entry.valueSize)};
    }
    // The first field of that name; an empty view with isNull() when there is none.
    [[nodiscard]] QByteArrayView value(QByteArrayView name) const;
    [[nodiscard]] bool contains(QByteArrayView name) const { return !value(name).isNull(); }
    [[nodiscard]] qsizetype count(QByteArrayView name) const;
    // Whether a field of that name, a comma-separated list, holds @p token (in any case).
    [[nodiscard]] bool listHas(QByteArrayView name, QByteArrayView token) const;
    // Whether Connection names fields that belong to this connection alone (RFC 9110 section 7.6.1): more than "close" or "keep-alive".
    [[nodiscard]] bool namesConnectionFields() const;
    void reserve(qsizetype bytes, qsizetype fields);

    // Whether both are the same but for the case of ASCII letters. In line, for nearly all pairs differ in length
    // or in their first character: a call each is measurable at the hundreds of comparisons of one request.
    [[nodiscard]] static bool sameName(QByteArrayView a, QByteArrayView b)
    {
        return a.size() == b.size() && sameLetters(a.data(), b.data(), a.size());
    }

private:
    [[nodiscard]] static bool sameLetters(const char *a, const char *b, qsizetype size)
    {
        for (qsizetype i = 0; i < size; ++i) {
            const int difference = a[i] ^ b[i];
            if (difference == 0)
                continue;
            const int letter = a[i] | 0x20;
            if (difference != 0x20 || letter < 'a' || letter > 'z')
                return false;
        }
        return true;
    }

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
