// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/bodymembers.h"
#include "core/providers/eventshape.h"
#include "core/providers/jsonfields.h"
#include "core/providers/ssereader.h"
#include "core/providers/tokenusage.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace homeport {

// Reads the usage from a copy of a generateContent answer, fed at any split: one JSON object, server-sent events (alt=sse), or
// the streamed JSON list of objects; each also wrapped in {"response": {...}} (Code Assist). Looks only at usageMetadata,
// modelVersion, candidates[].finishReason and promptFeedback.blockReason; everything else (inline images, say) is passed over
// unread and never kept.
//
// usageMetadata is cumulative: the last value of each field wins (providers.md section 4).
//   input   promptTokenCount - cachedContentTokenCount + toolUsePromptTokenCount
//   output  candidatesTokenCount + thoughtsTokenCount; the latter also as reasoning
// Where figures contradict themselves: a value that is no whole number from 0 to 10^12 (negative, a fraction, text, null) says
// nothing, what was told before stays; more cached than prompt tokens count as all of the prompt; cached tokens without a
// promptTokenCount count as they are. So no figure is negative, and none above 2 * 10^12. When a field that is looked at is malformed,
// cut off by the end of its event, or longer than 256 KiB, the usage of the whole answer is unknown.
//
// Complete: a reason to stop came, and the object it came in has ended. (Old models name one in every chunk.)
// Of an answer that breaks off, usage() says what had been told so far, not complete. A value; any one thread.
class GeminiUsageParser final
{
public:
    // Json: one object or the list; they have the same content type.
    enum class Form { EventStream, Json, Neither };

    explicit GeminiUsageParser(Form form);

    void feed(QByteArrayView chunk);
    // At the end of the answer, or whenever it is asked: what is known so far.
    [[nodiscard]] TokenUsage usage() const;

private:
    friend class SseReader;
    struct Counts
    {
        JsonCount prompt;
        JsonCount cached;
        JsonCount toolUse;
        JsonCount candidates;
        JsonCount thoughts;
    };

    void takeMember(QByteArrayView member);
    [[nodiscard]] bool readCounts(JsonScanner &scanner);
    [[nodiscard]] static bool event(QByteArrayView) { return true; } // the protocol names none
    void data(QByteArrayView piece);
    void end();
    void takeCounts();

    Form m_form;
    BodyMembers m_members; // of the answer, or of one event
    SseReader m_events;
    EventShape m_shape;
    Counts m_counts;
    QString m_model;
    QByteArray m_modelMember; // it was read from
    QString m_stopReason;
    bool m_isBegun = false;   // the event has data
    bool m_isRead = false;    // the event, by its shape
    bool m_isChanged = false; // by the event, what is told
    bool m_isLost = false;    // something that had to be read could not be
};

} // namespace homeport
