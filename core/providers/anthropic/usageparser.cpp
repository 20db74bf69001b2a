// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/anthropic/usageparser.h"

#include "core/providers/anthropic/usagefields.h"

#include <cstring>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr QByteArrayView EventField = "event:";
constexpr QByteArrayView DataField = "data:";
constexpr qsizetype LongestName = 64; // of a line that may name an event
constexpr qsizetype LongestData = 256 * 1024;
constexpr qsizetype LongestWhole = 64 * 1024;

} // namespace

void AnthropicUsageParser::feed(QByteArrayView chunk)
{
    if (m_form == Form::EventStream)
        feedLines(chunk);
    else if (m_form == Form::Json && !m_isWhole && !takeWhole(chunk))
        m_members.feed(chunk, [this](QByteArrayView member) { takeMember(member); });
}

TokenUsage AnthropicUsageParser::usage() const
{
    TokenUsage usage = m_usage;
    usage.complete = m_form == Form::Json ? m_isWhole || m_members.isComplete() : m_usage.complete;
    usage.known = m_usage.known && !m_isLost && !m_members.isLost();
    return usage;
}

// Most answers without a stream come in one piece: read in place, at half the cost. What is no whole object is left alone.
bool AnthropicUsageParser::takeWhole(QByteArrayView chunk)
{
    if (chunk.isEmpty() || !std::exchange(m_isFirst, false) || chunk.size() > LongestWhole || chunk.front() != '{' || chunk.back() != '}')
        return false;
    TokenUsage usage = m_usage;
    JsonScanner scanner(chunk);
    if (!readMessage(scanner, usage) || scanner.peek() != '\0')
        return false;
    m_usage = usage;
    m_isWhole = true;
    return true;
}

void AnthropicUsageParser::feedLines(QByteArrayView chunk)
{
    while (!chunk.isEmpty()) {
        const void *const newline = std::memchr(chunk.data(), '\n', static_cast<std::size_t>(chunk.size()));
        if (!newline)
            return keep(chunk);
        const QByteArrayView part = chunk.first(static_cast<const char *>(newline) - chunk.data());
        chunk = chunk.sliced(part.size() + 1);
        if (m_line.isEmpty() && !m_isSkipping) {
            takeLine(part); // the usual case: nothing is copied
            continue;
        }
        keep(part);
        if (!m_isSkipping)
            takeLine(m_line);
        m_line.clear();
        m_isSkipping = false;
    }
}

// A part of a line whose end has not come. Of an event nobody wants no more is kept than may name the next one.
void AnthropicUsageParser::keep(QByteArrayView part)
{
    if (m_isSkipping)
        return;
    const bool isWanted = m_event != Event::Other;
    if (m_line.size() + part.size() <= (isWanted ? LongestData : LongestName)) {
        m_line.append(part);
        return;
    }
    m_isLost = m_isLost || isWanted;
    m_line.clear();
    m_isSkipping = true;
}

void AnthropicUsageParser::takeLine(QByteArrayView line)
{
    if (line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty())
        return takeEvent();
    if (line.startsWith(EventField)) {
        m_event = eventOf(line.sliced(EventField.size()).trimmed());
    } else if (m_event != Event::Other && line.startsWith(DataField)) {
        if (m_data.size() + line.size() <= LongestData)
            m_data.append(line.sliced(DataField.size())).append('\n');
        else
            m_isLost = true;
    }
}

AnthropicUsageParser::Event AnthropicUsageParser::eventOf(QByteArrayView name)
{
    if (name == "message_start")
        return Event::MessageStart;
    if (name == "message_delta")
        return Event::MessageDelta;
    return name == "message_stop" ? Event::MessageStop : Event::Other;
}

// An empty line ends an event; one without it was cut off.
void AnthropicUsageParser::takeEvent()
{
    const Event event = std::exchange(m_event, Event::Other);
    const QByteArray data = std::exchange(m_data, {});
    if (event == Event::MessageStop)
        m_usage.complete = true;
    if (event != Event::MessageStart && event != Event::MessageDelta)
        return;
    JsonScanner scanner(data);
    const bool isWhole = scanner.members([&](QByteArrayView key) {
        if (event == Event::MessageStart && isJsonKey(key, "message"_L1))
            return readMessage(scanner, m_usage);
        if (event == Event::MessageDelta && isJsonKey(key, "usage"_L1))
            return readUsage(scanner, m_usage);
        return scanner.skipValue();
    });
    m_isLost = m_isLost || !isWhole;
}

void AnthropicUsageParser::takeMember(QByteArrayView member)
{
    const QByteArray object = '{' + member.toByteArray() + '}';
    JsonScanner scanner(object);
    m_isLost = !readMessage(scanner, m_usage) || m_isLost;
}

} // namespace homeport
