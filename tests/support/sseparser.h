// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace homeport::test {

struct SseEvent
{
    QByteArray type; // "message" where none was named
    QByteArray data;

    friend bool operator==(const SseEvent &, const SseEvent &) = default;
};

// The events of a whole stream, as the HTML standard interprets it (section "Interpreting an event stream"):
// lines end with LF, CRLF or CR; what no blank line ends is dropped; an event without data is none.
[[nodiscard]] inline QList<SseEvent> parseSse(QByteArray stream)
{
    stream.replace("\r\n", "\n").replace('\r', '\n');
    QList<SseEvent> events;
    SseEvent event;
    bool hasData = false;
    for (qsizetype at = 0, end = 0; (end = stream.indexOf('\n', at)) >= 0; at = end + 1) {
        const QByteArray line = stream.mid(at, end - at);
        if (line.isEmpty()) {
            if (hasData)
                events << SseEvent{event.type.isEmpty() ? QByteArray("message") : event.type, event.data};
            event = {};
            hasData = false;
            continue;
        }
        const qsizetype colon = line.indexOf(':');
        const QByteArray field = colon < 0 ? line : line.left(colon);
        QByteArray value = colon < 0 ? QByteArray() : line.mid(colon + 1);
        if (value.startsWith(' '))
            value.remove(0, 1);
        if (field == "event") {
            event.type = value;
        } else if (field == "data") {
            if (hasData)
                event.data += '\n';
            event.data += value;
            hasData = true;
        }
    }
    return events;
}

} // namespace homeport::test
