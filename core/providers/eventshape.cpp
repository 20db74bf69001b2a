// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/eventshape.h"

#include "core/providers/jsonscanner.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <string_view>

namespace homeport {

namespace {

constexpr std::ptrdiff_t MostDigits = 12; // any such number is a count

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isOfNumber(char c)
{
    return isDigit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

bool isName(std::string_view key, QLatin1StringView name)
{
    return !name.isEmpty() && key == std::string_view(name.data(), static_cast<std::size_t>(name.size()));
}

// The quote that ends the text which begins at @p at; null without one.
const char *endOfText(const char *at, const char *end)
{
    for (const char *from = at; from != end;) {
        const auto *quote = static_cast<const char *>(std::memchr(from, '"', static_cast<std::size_t>(end - from)));
        if (!quote || quote == at || quote[-1] != '\\')
            return quote;
        const char *escapes = quote;
        while (escapes != at && escapes[-1] == '\\')
            --escapes;
        if ((quote - escapes) % 2 == 0)
            return quote;
        from = quote + 1;
    }
    return nullptr;
}

// Null: no number that is surely a count.
const char *readCount(const char *at, const char *end, qint64 &count)
{
    const char *stop = at;
    while (stop != end && isDigit(*stop))
        ++stop;
    const std::ptrdiff_t digits = stop - at;
    if (digits == 0 || digits > MostDigits || (digits > 1 && *at == '0') || (stop != end && isOfNumber(*stop)))
        return nullptr;
    std::from_chars(at, stop, count);
    return stop;
}

} // namespace

// Where learn() is within the event.
struct EventShape::Reading
{
    std::size_t at = 0;
    std::string_view key;      // the last one, until its value has begun
    int depth = 0;             // of containers
    int readDepth = 0;         // in the value of a member that is read: its depth, otherwise 0
    bool isCounted = false;    // that value has the counts
    bool isInResponse = false; // at depth 2, in the object of that name
};

bool EventShape::matches(QByteArrayView json)
{
    if (m_size == 0)
        return false;
    const char *at = json.begin();
    const char *const end = json.end();
    const char *model = m_bytes.data();
    const auto same = [&](std::size_t size) {
        if (static_cast<std::size_t>(end - at) < size || std::memcmp(at, model, size) != 0)
            return false;
        at += size;
        return true;
    };
    std::array<qint64, MaxCounts> counts;
    counts.fill(-1);
    for (std::size_t i = 0; i < m_spanCount; ++i) {
        const Span &span = m_spans[i];
        if (!same(span.begin - static_cast<std::size_t>(model - m_bytes.data())))
            return false;
        model = m_bytes.data() + span.end;
        const char *const begin = at;
        switch (span.kind) {
        case Kind::Text:
            at = endOfText(at, end);
            break;
        case Kind::Number:
            while (at != end && isOfNumber(*at))
                ++at;
            if (at == begin)
                return false;
            break;
        case Kind::Count:
            at = readCount(at, end, counts[span.count]);
            break;
        }
        if (!at)
            return false;
    }
    if (!same(m_size - static_cast<std::size_t>(model - m_bytes.data())) || at != end)
        return false;
    m_counts = counts;
    m_misses = 0;
    return true;
}

void EventShape::learn(QByteArrayView json)
{
    m_size = 0;
    if (m_misses >= MaxMisses || static_cast<std::size_t>(json.size()) > MaxBytes)
        return;
    ++m_misses;
    JsonScanner scanner(json);
    if (scanner.peek() != '{' || !scanner.skipValue() || !scanner.isAtEnd())
        return;
    m_bytes.assign(json.data(), static_cast<std::size_t>(json.size()));
    if (readSpans())
        m_size = m_bytes.size();
}

// The bytes are known to be well-formed.
bool EventShape::readSpans()
{
    m_spanCount = 0;
    Reading reading;
    while (reading.at < m_bytes.size()) {
        const char c = m_bytes[reading.at];
        if (c == '"') {
            if (!takeText(reading))
                return false;
        } else if (isDigit(c) || c == '-') {
            if (!takeNumber(reading))
                return false;
        } else {
            ++reading.at;
            takeMark(reading, c);
        }
    }
    return true;
}

void EventShape::takeMark(Reading &reading, char c) const
{
    switch (c) {
    case '{':
    case '[':
        ++reading.depth;
        if (reading.readDepth == 0 && isRead(reading.key)) {
            const bool isTop = reading.depth == 2 || (reading.depth == 3 && reading.isInResponse);
            reading.readDepth = reading.depth;
            reading.isCounted = c == '{' && isTop && isName(reading.key, m_rules.counted);
        }
        if (reading.depth == 2)
            reading.isInResponse = c == '{' && reading.key == "response";
        reading.key = {};
        break;
    case '}':
    case ']':
        if (reading.depth == reading.readDepth)
            reading.readDepth = 0;
        if (reading.depth-- == 2)
            reading.isInResponse = false;
        break;
    case ',':
        reading.key = {};
        break;
    default:
        break;
    }
}

// A key, or a text that is a value.
bool EventShape::takeText(Reading &reading)
{
    const char *const begin = m_bytes.data() + reading.at + 1;
    const char *const end = m_bytes.data() + m_bytes.size();
    const char *const quote = endOfText(begin, end);
    if (!quote)
        return false;
    const std::size_t from = reading.at + 1;
    const auto to = static_cast<std::size_t>(quote - m_bytes.data());
    reading.at = to + 1;
    const std::string_view text(begin, static_cast<std::size_t>(quote - begin));
    const std::size_t next = m_bytes.find_first_not_of(" \t\r\n", reading.at);
    if (next != std::string::npos && m_bytes[next] == ':') {
        reading.key = text;
        return text.find('\\') == std::string_view::npos; // another spelling of a name, perhaps
    }
    return reading.readDepth != 0 || isRead(reading.key) || add(from, to, Kind::Text);
}

bool EventShape::takeNumber(Reading &reading)
{
    const std::size_t from = reading.at;
    while (reading.at < m_bytes.size() && isOfNumber(m_bytes[reading.at]))
        ++reading.at;
    if (reading.readDepth == 0)
        return isRead(reading.key) || add(from, reading.at, Kind::Number);
    if (reading.readDepth != reading.depth || !reading.isCounted)
        return true;
    for (std::size_t i = 0; i < m_rules.counts.size(); ++i) {
        qint64 count = 0;
        if (isName(reading.key, m_rules.counts[i]))
            return !readCount(m_bytes.data() + from, m_bytes.data() + m_bytes.size(), count) || add(from, reading.at, Kind::Count, i);
    }
    return true;
}

bool EventShape::add(std::size_t begin, std::size_t end, Kind kind, std::size_t count)
{
    if (m_spanCount == MaxSpans)
        return false;
    m_spans[m_spanCount++] = {static_cast<quint16>(begin), static_cast<quint16>(end), kind, static_cast<quint8>(count)};
    return true;
}

bool EventShape::isRead(std::string_view key) const
{
    return std::any_of(m_rules.read.begin(), m_rules.read.end(), [key](QLatin1StringView name) { return isName(key, name); });
}

} // namespace homeport
