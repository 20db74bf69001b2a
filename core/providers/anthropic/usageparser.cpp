// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/anthropic/usageparser.h"

#include "core/providers/anthropic/usagefields.h"

#include <array>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype LongestData = 256 * 1024;
constexpr qsizetype LongestWhole = 64 * 1024;
constexpr std::array Wanted{"usage"_L1, "model"_L1, "stop_reason"_L1};

} // namespace

AnthropicUsageParser::AnthropicUsageParser(Form form) : m_form(form), m_members({Wanted}), m_events(false) {}

void AnthropicUsageParser::feed(QByteArrayView chunk)
{
    if (m_form == Form::EventStream)
        m_events.feed(chunk, *this);
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

bool AnthropicUsageParser::event(QByteArrayView name)
{
    if (name == "message_start")
        m_event = Event::MessageStart;
    else if (name == "message_delta")
        m_event = Event::MessageDelta;
    else
        m_event = name == "message_stop" ? Event::MessageStop : Event::Other;
    return m_event == Event::MessageStart || m_event == Event::MessageDelta;
}

void AnthropicUsageParser::data(QByteArrayView piece)
{
    if (m_isLost)
        return; // nothing that comes can mend it
    m_isLost = m_data.size() + piece.size() > LongestData;
    if (m_isLost)
        m_data.clear();
    else
        m_data.append(piece);
}

void AnthropicUsageParser::end()
{
    const Event event = std::exchange(m_event, Event::Other);
    const QByteArray data = std::exchange(m_data, {});
    if (event == Event::MessageStop)
        m_usage.complete = true;
    if (m_isLost || (event != Event::MessageStart && event != Event::MessageDelta))
        return;
    JsonScanner scanner(data);
    m_isLost = !scanner.members([&](QByteArrayView key) {
        if (event == Event::MessageStart && isJsonKey(key, "message"_L1))
            return readMessage(scanner, m_usage);
        if (event == Event::MessageDelta && isJsonKey(key, "usage"_L1))
            return readUsage(scanner, m_usage);
        if (event == Event::MessageDelta && isJsonKey(key, "delta"_L1))
            return readDelta(scanner, m_usage);
        return scanner.skipValue();
    });
}

void AnthropicUsageParser::takeMember(QByteArrayView member)
{
    const QByteArray object = '{' + member.toByteArray() + '}';
    JsonScanner scanner(object);
    m_isLost = !readMessage(scanner, m_usage) || m_isLost;
}

} // namespace homeport
