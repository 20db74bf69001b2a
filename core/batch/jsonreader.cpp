// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/jsonreader.h"

#include "core/base/secret.h"

#include <QChar>
#include <QString>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxValue = 64 * 1024;
constexpr int MaxDepth = 64;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

JsonReader::JsonReader(QByteArrayView text) : m_text(text)
{
    m_value.reserve(MaxValue + 8); // once: it never moves and leaves no copy behind
}

JsonReader::~JsonReader()
{
    m_value.resize(m_value.capacity());
    const Secret cleared(std::move(m_value));
}

void JsonReader::fail(const QString &what)
{
    if (!m_error)
        m_error = Error{Error::Code::Invalid, u"Line %1: this is not valid JSON: %2."_s.arg(m_line).arg(what)};
}

char JsonReader::peek()
{
    for (; m_at < m_text.size() && isSpace(m_text[m_at]); ++m_at)
        m_line += m_text[m_at] == '\n' ? 1 : 0;
    return m_at < m_text.size() && !m_error ? m_text[m_at] : '\0';
}

JsonReader::Kind JsonReader::kind()
{
    const char c = peek();
    switch (c) {
    case '{':
        return Kind::Object;
    case '[':
        return Kind::Array;
    case '"':
        return Kind::Text;
    case 't':
        return Kind::True;
    case 'f':
        return Kind::False;
    case 'n':
        return Kind::Null;
    default:
        return c == '-' || isDigit(c) ? Kind::Number : Kind::None;
    }
}

bool JsonReader::enter(char open, char close)
{
    if (peek() != open) {
        fail(u"a %1 is missing"_s.arg(QLatin1Char(open)));
        return false;
    }
    if (++m_depth > MaxDepth) {
        fail(u"it is nested too deeply"_s);
        return false;
    }
    ++m_at;
    if (peek() != close)
        return !m_error;
    ++m_at;
    --m_depth;
    return false;
}

bool JsonReader::proceed(char close)
{
    const char c = peek();
    if (c == ',') {
        ++m_at;
        return true;
    }
    if (c == close) {
        ++m_at;
        --m_depth;
    } else {
        fail(u"a comma or a %1 is missing"_s.arg(QLatin1Char(close)));
    }
    return false;
}

QByteArrayView JsonReader::key()
{
    if (peek() != '"') {
        fail(u"a name in quotes is missing"_s);
        return {};
    }
    const QByteArrayView name = text();
    if (peek() == ':')
        ++m_at;
    else
        fail(u"a colon is missing"_s);
    return name;
}

QByteArrayView JsonReader::value()
{
    return kind() == Kind::Text ? text() : number();
}

void JsonReader::skip()
{
    switch (kind()) {
    case Kind::Object:
        return walkObject([this](QByteArrayView) { skip(); });
    case Kind::Array:
        return walkArray([this] { skip(); });
    case Kind::True:
        return word("true");
    case Kind::False:
        return word("false");
    case Kind::Null:
        return word("null");
    case Kind::Text:
    case Kind::Number:
    case Kind::None:
        static_cast<void>(value());
    }
}

void JsonReader::finish()
{
    if (peek() != '\0')
        fail(u"something follows its end"_s);
}

void JsonReader::word(QByteArrayView expected)
{
    if (m_text.sliced(m_at).startsWith(expected))
        m_at += expected.size();
    else
        fail(u"a value is misspelled"_s);
}

QByteArrayView JsonReader::number()
{
    static_cast<void>(peek());
    const qsizetype first = m_at;
    const auto digits = [this] {
        const qsizetype from = m_at;
        while (m_at < m_text.size() && isDigit(m_text[m_at]))
            ++m_at;
        return m_at > from;
    };
    const auto at = [this](char a, char b) { return m_at < m_text.size() && (m_text[m_at] == a || m_text[m_at] == b); };
    m_at += at('-', '-') ? 1 : 0;
    const bool leadingZero = at('0', '0');
    const qsizetype whole = m_at;
    bool valid = digits() && !(leadingZero && m_at - whole > 1);
    if (valid && at('.', '.')) {
        ++m_at;
        valid = digits();
    }
    if (valid && at('e', 'E')) {
        ++m_at;
        m_at += at('+', '-') ? 1 : 0;
        valid = digits();
    }
    if (!valid)
        fail(u"a value is missing or misspelled"_s);
    return valid && !m_error ? m_text.sliced(first, m_at - first) : QByteArrayView();
}

void JsonReader::put(char c)
{
    if (m_value.size() < MaxValue)
        m_value += c;
    else
        fail(u"a text is longer than 64 KiB"_s);
}

QByteArrayView JsonReader::text()
{
    m_value.resize(0); // keeps its memory
    for (++m_at; !m_error; ++m_at) {
        if (m_at >= m_text.size()) {
            fail(u"a text has no closing quote"_s);
            break;
        }
        const char c = m_text[m_at];
        if (c == '"') {
            ++m_at;
            return m_value;
        }
        if (static_cast<uchar>(c) < 0x20)
            fail(u"a text has no closing quote on its line"_s);
        else if (c == '\\')
            escape();
        else
            put(c);
    }
    return {};
}

// At the backslash; ends on the last character of the escape.
void JsonReader::escape()
{
    static constexpr QByteArrayView names("\"\\/bfnrt");
    static constexpr QByteArrayView meant("\"\\/\b\f\n\r\t");
    ++m_at;
    const char c = m_at < m_text.size() ? m_text[m_at] : '\0';
    if (const qsizetype known = c ? names.indexOf(c) : -1; known >= 0)
        return put(meant[known]);
    if (c != 'u')
        return fail(u"an escape is misspelled"_s);
    uint letter = unicodeEscape();
    if (QChar::isHighSurrogate(letter) && m_text.sliced(std::min(m_at + 1, m_text.size())).startsWith("\\u")) {
        m_at += 2;
        const uint low = unicodeEscape();
        letter = QChar::isLowSurrogate(low) ? QChar::surrogateToUcs4(static_cast<char16_t>(letter), static_cast<char16_t>(low)) : 0xd800;
    }
    if (QChar::isSurrogate(letter))
        return fail(u"half a character is escaped"_s);
    for (const char byte : QString::fromUcs4(reinterpret_cast<const char32_t *>(&letter), 1).toUtf8())
        put(byte);
}

// At the u; ends on the last digit.
uint JsonReader::unicodeEscape()
{
    uint letter = 0;
    for (int i = 0; i < 4; ++i) {
        const char c = ++m_at < m_text.size() ? m_text[m_at] : '\0';
        const char lower = static_cast<char>(c | 0x20);
        if (isDigit(c))
            letter = letter * 16 + static_cast<uint>(c - '0');
        else if (lower >= 'a' && lower <= 'f')
            letter = letter * 16 + static_cast<uint>(lower - 'a') + 10;
        else
            fail(u"an escape is misspelled"_s);
    }
    return letter;
}

} // namespace homeport
