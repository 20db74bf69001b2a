// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/jsonscanner.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace homeport {

namespace {

constexpr qint64 MostCount = 1'000'000'000'000;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

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

} // namespace

std::optional<QByteArrayView> JsonScanner::string()
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

std::optional<QByteArrayView> JsonScanner::value()
{
    (void)peek();
    const char *const begin = m_at;
    if (!skipValue())
        return std::nullopt;
    return QByteArrayView(begin, m_at);
}

bool JsonScanner::skipScalar(char first)
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

bool JsonScanner::skipWord(QByteArrayView word)
{
    if (m_end - m_at < word.size() || !std::equal(word.begin(), word.end(), m_at))
        return false;
    m_at += word.size();
    return true;
}

bool JsonScanner::skipDigits()
{
    const char *const begin = m_at;
    m_at = std::find_if_not(m_at, m_end, isDigit);
    return m_at != begin;
}

bool JsonScanner::skipNumber()
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

QString jsonText(QByteArrayView raw, qsizetype longest)
{
    if (raw.size() > longest || !raw.isValidUtf8() || !areEscapesValid(raw))
        return {};
    if (std::any_of(raw.begin(), raw.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
        return {};
    if (!raw.contains('\\'))
        return QString::fromUtf8(raw);
    const QByteArray list = "[\"" + raw.toByteArray() + "\"]";
    return QJsonDocument::fromJson(list).array().at(0).toString();
}

QString jsonTextValue(QByteArrayView value, qsizetype longest)
{
    return value.startsWith('"') ? jsonText(value.sliced(1).chopped(1), longest) : QString();
}

std::optional<qint64> jsonCount(QByteArrayView value)
{
    if (value.isEmpty() || value.size() > 13 || !std::all_of(value.begin(), value.end(), isDigit))
        return std::nullopt;
    qint64 count = 0;
    std::from_chars(value.begin(), value.end(), count);
    return count <= MostCount ? std::optional(count) : std::nullopt;
}

bool isEscapedJsonKey(QByteArrayView rawKey, QLatin1StringView name)
{
    return rawKey.contains('\\') && jsonText(rawKey, 6 * name.size()) == name;
}

} // namespace homeport
