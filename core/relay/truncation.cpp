// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/truncation.h"

#include <algorithm>
#include <array>

namespace homeport {

namespace {

constexpr qsizetype TailSize = 4; // "\r\n\r\n", and the longest character of UTF-8

bool isEventStream(QByteArrayView contentType)
{
    constexpr QByteArrayView wanted = "text/event-stream";
    return contentType.size() >= wanted.size() && HeaderBlock::sameName(contentType.first(wanted.size()), wanted);
}

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

} // namespace

// Within a declared length our bytes would pass for the missing ones, and a client would take the answer for whole;
// within compressed ones they would be damage.
void Truncation::begin(const HeaderBlock &answer)
{
    const bool hasLength = answer.contains("content-length") && !answer.contains("transfer-encoding"); // which takes its place
    m_takesEvents = isEventStream(answer.value("content-type")) && !hasLength && !answer.contains("content-encoding");
    m_tail = "\n\n"; // a stream begins between two events
}

void Truncation::passed(QByteArrayView chunk)
{
    if (!m_takesEvents)
        return;
    m_tail.append(chunk.last(std::min(chunk.size(), TailSize)));
    m_tail.remove(0, std::max<qsizetype>(0, m_tail.size() - TailSize));
}

// A cut inside an event leaves a part of it in the client's parser. It can't be taken back: whatever event follows gets its
// data lines too, and ends as no JSON at all. So the part is ended as an event of its own, and its name made "ping" (of
// two event lines the later one counts): clients of the Messages protocol skip a ping without reading its data. Under its
// own name it would make them fail with a complaint about JSON instead of showing our error. This holds for an event
// too that only its blank line is missing from: nobody can know that, and no parser would have delivered it. Where a protocol has
// nothing that is skipped, the error is told between two events only.
QByteArray Truncation::ending(const QByteArray &event, const QByteArray &voidingLine) const
{
    if (!m_takesEvents || event.isEmpty() || (voidingLine.isEmpty() && !isBetweenEvents()))
        return {};
    QByteArray bytes = restOfCharacter();
    if (!m_tail.endsWith('\n'))
        bytes += '\n'; // ends the line, or completes the CR before it to CRLF
    if (!isBetweenEvents())
        bytes.append(voidingLine).append("\n\n");
    return bytes.append(event);
}

// A blank line was the last that came. Lines end with LF, CRLF or CR, and the LF of the last CRLF may be missing.
bool Truncation::isBetweenEvents() const
{
    static constexpr std::array<QByteArrayView, 5> blank{"\n\n", "\n\r\n", "\r\r\n", "\n\r", "\r\r"};
    return std::any_of(blank.begin(), blank.end(), [this](QByteArrayView end) { return m_tail.endsWith(end); });
}

// A line with half a character fails in strict decoders before its event is even looked at.
QByteArray Truncation::restOfCharacter() const
{
    qsizetype had = 1; // bytes of the last character
    while (had < m_tail.size() && isContinuation(m_tail.at(m_tail.size() - had)))
        ++had;
    const auto lead = static_cast<unsigned char>(m_tail.at(m_tail.size() - had));
    const qsizetype whole = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    // 0xA0 may follow the two that forbid overlong forms, 0x80 every other.
    return {std::max<qsizetype>(0, whole - had), lead == 0xE0 || lead == 0xF0 ? '\xA0' : '\x80'};
}

} // namespace homeport
