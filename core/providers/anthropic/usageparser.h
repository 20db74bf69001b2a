// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/bodymembers.h"
#include "core/providers/ssereader.h"
#include "core/providers/tokenusage.h"

#include <QByteArray>
#include <QByteArrayView>

namespace homeport {

// Reads the usage from a copy of a Messages answer, fed at any split. Cumulative fields: the last value wins
// (providers.md section 3). Looks only into message_start, message_delta and message_stop events, of a JSON answer only
// into its top-level "model", "usage" and "stop_reason"; other bytes are passed over unread, so that a long answer costs next
// to nothing and is never kept. When one of these is malformed or longer than 256 KiB, the usage of the whole answer is unknown.
//
// A value that is no whole number from 0 to 10^12 (negative, a fraction, text, null) says nothing: what was told before stays.
// The kinds are counted apart by the protocol, so that nothing is subtracted. Thinking is part of the output and not told apart.
//
// Of an answer that breaks off, usage() says what had been told so far, not complete. A value; any one thread.
class AnthropicUsageParser final
{
public:
    enum class Form { EventStream, Json, Neither };

    explicit AnthropicUsageParser(Form form);

    void feed(QByteArrayView chunk);
    // At the end of the answer, or whenever it is asked: what is known so far. A JSON answer is known after its last byte.
    [[nodiscard]] TokenUsage usage() const;

private:
    friend class SseReader;
    enum class Event { Other, MessageStart, MessageDelta, MessageStop };

    [[nodiscard]] bool takeWhole(QByteArrayView chunk);
    void takeMember(QByteArrayView member);
    [[nodiscard]] bool event(QByteArrayView name);
    void data(QByteArrayView piece);
    void end();

    Form m_form;
    TokenUsage m_usage;
    BodyMembers m_members; // of a JSON answer that comes in pieces
    SseReader m_events;
    bool m_isFirst = true;  // nothing of it has come
    bool m_isWhole = false; // it came in one piece, and is read
    QByteArray m_data;      // of the event that has not ended
    Event m_event = Event::Other;
    bool m_isLost = false; // something that had to be read could not be
};

} // namespace homeport
