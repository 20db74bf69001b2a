// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <bitset>
#include <cstring>
#include <optional>

namespace homeport {

// A cursor over JSON text, for the readers of this module: builds nothing, passes over strings unread. Once a method has
// returned false or nothing, the text is malformed (or the visitor had enough) and the cursor is of no more use. Nothing
// reads past the end.
class JsonScanner final
{
public:
    explicit JsonScanner(QByteArrayView text) : m_at(text.begin()), m_end(text.end()) {}

    // The next character that is no white space, not consumed; 0 at the end.
    [[nodiscard]] char peek()
    {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
            ++m_at;
        return m_at == m_end ? '\0' : *m_at;
    }

    [[nodiscard]] bool take(char c)
    {
        if (peek() != c || m_at == m_end)
            return false;
        ++m_at;
        return true;
    }

    // Whether nothing but white space is left.
    [[nodiscard]] bool isAtEnd()
    {
        (void)peek();
        return m_at == m_end;
    }

    // Whether this text comes next, white space left out; not consumed.
    [[nodiscard]] bool isNext(QByteArrayView text)
    {
        (void)peek();
        return QByteArrayView(m_at, m_end).startsWith(text);
    }

    [[nodiscard]] std::optional<QByteArrayView> string(); // its raw inside, escapes as they are
    [[nodiscard]] std::optional<QByteArrayView> value();  // a value of any kind as it is written

    // Passes over one value of any kind, with everything nested in it; calls visitKey(rawKey) before each nested
    // member's value, which the visitor may look at with isNext().
    template <typename Visit>
    [[nodiscard]] bool skipValue(Visit visitKey);
    [[nodiscard]] bool skipValue()
    {
        return skipValue([](QByteArrayView) {});
    }

    // An object: calls visit(rawKey) before each member's value. The visitor consumes the value; false ends it here.
    template <typename Visit>
    [[nodiscard]] bool members(Visit visit);

private:
    static constexpr std::size_t MaxDepth = 512;

    template <typename Visit>
    [[nodiscard]] bool skipKey(Visit visitKey)
    {
        const auto key = string();
        if (!key || !take(':'))
            return false;
        visitKey(*key);
        return true;
    }
    [[nodiscard]] bool skipScalar(char first);
    [[nodiscard]] bool skipWord(QByteArrayView word);
    [[nodiscard]] bool skipNumber();
    [[nodiscard]] bool skipDigits();

    const char *m_at;
    const char *m_end;
};

// The text of a raw string; empty when it is longer than @p longest bytes or no well-formed JSON.
[[nodiscard]] QString jsonText(QByteArrayView raw, qsizetype longest);

// The same of a value as JsonScanner::value() gives it; empty when it is no string.
[[nodiscard]] QString jsonTextValue(QByteArrayView value, qsizetype longest);

// A value that is a whole number from 0 to 10^12, written as one; more tokens than that is no count.
[[nodiscard]] std::optional<qint64> jsonCount(QByteArrayView value);

[[nodiscard]] bool isEscapedJsonKey(QByteArrayView rawKey, QLatin1StringView name);

// Whether a raw key is @p name, however it is escaped. In line, for every key of a message is compared with several names.
[[nodiscard]] inline bool isJsonKey(QByteArrayView rawKey, QLatin1StringView name)
{
    if (rawKey.size() < name.size() + 5) // a letter escaped, \u0061, takes five more
        return rawKey.size() == name.size() && std::memcmp(rawKey.data(), name.data(), static_cast<std::size_t>(name.size())) == 0;
    return isEscapedJsonKey(rawKey, name);
}

template <typename Visit>
bool JsonScanner::skipValue(Visit visitKey)
{
    std::bitset<MaxDepth> isObject; // of the containers we are in
    std::size_t depth = 0;
    while (true) {
        const char c = peek();
        if (c == '{' || c == '[') {
            if (depth == MaxDepth)
                return false;
            ++m_at;
            isObject[depth++] = c == '{';
            if (!take(c == '{' ? '}' : ']')) {
                if (c == '{' && !skipKey(visitKey))
                    return false;
                continue;
            }
            --depth;
        } else if (!skipScalar(c)) {
            return false;
        }
        while (depth > 0 && take(isObject[depth - 1] ? '}' : ']'))
            --depth;
        if (depth == 0)
            return true;
        if (!take(',') || (isObject[depth - 1] && !skipKey(visitKey)))
            return false;
    }
}

template <typename Visit>
bool JsonScanner::members(Visit visit)
{
    if (!take('{'))
        return false;
    if (take('}'))
        return true;
    while (true) {
        const auto key = string();
        if (!key || !take(':') || !visit(*key))
            return false;
        if (take('}'))
            return true;
        if (!take(','))
            return false;
    }
}

} // namespace homeport
