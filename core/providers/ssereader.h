// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <algorithm>
#include <cstring>
#include <string>

namespace homeport {

// Takes a stream of server-sent events apart, fed at any split, for the usage parsers. Keeps the beginning of a line at most:
// data are handed on in the pieces they come in. The same at every split, but for how the data are cut.
//
// A handler has
//   bool event(QByteArrayView name)     an event's name, empty when it is longer than any; says whether its data are wanted
//   void data(QByteArrayView piece)     of its data, line ends as they came (white space to JSON)
//   void end()                          the empty line after it; an event without one was cut off
class SseReader final
{
public:
    // Whether the data of events without a name are wanted.
    explicit SseReader(bool wantsUnnamed) : m_wantsUnnamed(wantsUnnamed), m_isWanted(wantsUnnamed) {}

    template <typename Handler>
    void feed(QByteArrayView chunk, Handler &handler)
    {
        while (!chunk.isEmpty()) {
            const void *const newline = std::memchr(chunk.data(), '\n', static_cast<std::size_t>(chunk.size()));
            const qsizetype size = newline ? static_cast<const char *>(newline) - chunk.data() + 1 : chunk.size();
            takePart(chunk.first(size), newline != nullptr, handler);
            chunk = chunk.sliced(size);
        }
    }

private:
    enum class Line { Beginning, Data, Passed };

    static constexpr QByteArrayView EventField = "event:";
    static constexpr QByteArrayView DataField = "data:";
    static constexpr qsizetype LongestName = 64; // of a line that names an event

    template <typename Handler>
    void takePart(QByteArrayView part, bool isEnd, Handler &handler)
    {
        if (m_line == Line::Beginning && isEnd && m_beginning.empty())
            return takeLine(part, handler); // the usual case: nothing is copied
        if (m_line == Line::Beginning)
            return takeBeginning(part, isEnd, handler);
        if (m_line == Line::Data)
            handler.data(part);
        if (isEnd)
            m_line = Line::Beginning;
    }

    template <typename Handler>
    void takeBeginning(QByteArrayView part, bool isEnd, Handler &handler)
    {
        const qsizetype room = LongestName + 1 - static_cast<qsizetype>(m_beginning.size());
        const QByteArrayView kept = part.first(std::min(room, part.size()));
        m_beginning.append(kept.data(), static_cast<std::size_t>(kept.size()));
        const QByteArrayView beginning(m_beginning.data(), static_cast<qsizetype>(m_beginning.size()));
        if (isEnd) {
            takeLine(beginning, handler);
            if (m_isWanted && beginning.startsWith(DataField))
                handler.data(part.sliced(kept.size()));
        } else if (beginning.startsWith(DataField)) {
            m_line = m_isWanted ? Line::Data : Line::Passed;
            takeLine(beginning, handler);
            if (m_isWanted)
                handler.data(part.sliced(kept.size()));
        } else {
            return;
        }
        m_beginning.clear();
    }

    // A whole line, or what is kept of it: never empty.
    template <typename Handler>
    void takeLine(QByteArrayView line, Handler &handler)
    {
        switch (line.front()) {
        case 'd':
            if (m_isWanted && line.startsWith(DataField))
                handler.data(line.sliced(DataField.size()));
            break;
        case 'e':
            if (line.startsWith(EventField))
                m_isWanted = handler.event(line.size() <= LongestName ? line.sliced(EventField.size()).trimmed() : QByteArrayView());
            break;
        case '\r':
        case '\n':
            if (line == "\n" || line == "\r\n")
                endEvent(handler);
            break;
        default:
            break;
        }
    }

    template <typename Handler>
    void endEvent(Handler &handler)
    {
        handler.end();
        m_isWanted = m_wantsUnnamed;
    }

    std::string m_beginning; // of a line whose kind is not known
    Line m_line = Line::Beginning;
    bool m_wantsUnnamed;
    bool m_isWanted; // the data of this event
};

} // namespace homeport
