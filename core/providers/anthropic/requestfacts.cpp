// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/anthropic/requestfacts.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <bitset>
#include <cstring>
#include <optional>

namespace homeport {

namespace {

constexpr qsizetype MaxName = 256;
constexpr std::size_t MaxDepth = 512;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// A cursor over JSON text. Every method that returns false leaves the text malformed; nothing reads past the end.
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

    // The raw inside of a string, escapes as they are.
    [[nodiscard]] std::optional<QByteArrayView> string()
    {
        if (!take('"'))
            return std::nullopt;
        const char *const begin = m_at;
        const char *from = begin;
        while (from != m_end) {
            const auto *quote = static_cast<const char *>(std::memchr(from, '"', static_cast<std::size_t>(m_end - from)));
            if (!quote)
                break;
            const char *escapes = quote;
            while (escapes != begin && escapes[-1] == '\\')
                --escapes;
            from = quote + 1;
            if ((quote - escapes) % 2 == 0) {
                m_at = from;
                return QByteArrayView(begin, quote);
            }
        }
        return std::nullopt;
    }

    // Passes over one value of any kind, with everything nested in it.
    [[nodiscard]] bool skipValue()
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
                    if (c == '{' && !skipKey())
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
            if (!take(',') || (isObject[depth - 1] && !skipKey()))
                return false;
        }
    }

private:
    [[nodiscard]] bool skipKey() { return string() && take(':'); }

    [[nodiscard]] bool skipScalar(char first)
    {
        switch (first) {
        case '"':
            return string().has_value();
        case 't':
            return skipWord("true");
        case 'f':
            return skipWord("false");
        case 'n':
            return skipWord("null");
        default:
            return skipNumber();
        }
    }

    [[nodiscard]] bool skipWord(QByteArrayView word)
    {
        if (m_end - m_at < word.size() || !std::equal(word.begin(), word.end(), m_at))
            return false;
        m_at += word.size();
        return true;
    }

    [[nodiscard]] bool skipDigits()
    {
        const char *const begin = m_at;
        m_at = std::find_if_not(m_at, m_end, isDigit);
        return m_at != begin;
    }

    [[nodiscard]] bool skipNumber()
    {
        if (m_at != m_end && *m_at == '-')
            ++m_at;
        if (m_at != m_end && *m_at == '0')
            ++m_at; // nothing may follow a leading zero but a fraction
        else if (!skipDigits())
            return false;
        if (m_at != m_end && *m_at == '.') {
            ++m_at;
            if (!skipDigits())
                return false;
        }
        if (m_at != m_end && (*m_at == 'e' || *m_at == 'E')) {
            ++m_at;
            if (m_at != m_end && (*m_at == '+' || *m_at == '-'))
                ++m_at;
            return skipDigits();
        }
        return true;
    }

    const char *m_at;
    const char *m_end;
};

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// Every backslash begins one of JSON's escapes. Qt would read "\q" as "q".
bool areEscapesValid(QByteArrayView raw)
{
    for (qsizetype at = raw.indexOf('\\'); at >= 0; at = raw.indexOf('\\', at)) {
        const char kind = at + 1 < raw.size() ? raw[at + 1] : '\0';
        const QByteArrayView hex = kind == 'u' ? raw.sliced(at + 2).first(std::min<qsizetype>(4, raw.size() - at - 2)) : QByteArrayView();
        if (kind == 'u' ? hex.size() != 4 || !std::all_of(hex.begin(), hex.end(), isHexDigit)
                        : !QByteArrayView("\"\\/bfnrt").contains(kind))
            return false;
        at += 2 + hex.size();
    }
    return true;
}

// The text of a short raw string; empty when it is malformed or too long.
QString decoded(QByteArrayView raw)
{
    if (raw.size() > MaxName || !raw.isValidUtf8() || !areEscapesValid(raw))
        return {};
    if (std::any_of(raw.begin(), raw.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
        return {};
    if (!raw.contains('\\'))
        return QString::fromUtf8(raw);
    const QByteArray list = "[\"" + raw.toByteArray() + "\"]";
    return QJsonDocument::fromJson(list).array().at(0).toString();
}

bool isModel(QByteArrayView rawKey)
{
    return rawKey == "model" || (rawKey.contains('\\') && decoded(rawKey) == QStringView(u"model"));
}

} // namespace

QString modelOf(QByteArrayView jsonBody)
{
    JsonScanner scanner(jsonBody);
    if (!scanner.take('{'))
        return {};
    while (true) {
        const auto key = scanner.string();
        if (!key || !scanner.take(':'))
            return {};
        if (isModel(*key)) {
            const auto name = scanner.string();
            return name ? decoded(*name) : QString();
        }
        if (!scanner.skipValue() || !scanner.take(','))
            return {};
    }
}

} // namespace homeport
