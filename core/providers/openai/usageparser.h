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

#include <string>

namespace homeport {

// Reads the usage from a copy of an answer of Chat Completions or of Responses, streaming or not, fed at any split; which of the
// two it is shows in the answer. Of the events of Responses it looks into response.created (the model), response.completed,
// response.incomplete and response.failed only. Looks at model, usage, choices[].finish_reason, status and incomplete_details,
// at the top or in "response"; everything else is passed over unread and never kept. A chat stream tells its usage only when
// the request said include_usage; otherwise it is unknown.
//
// The last value of each field wins (providers.md section 5); null says nothing.
//   input   prompt_tokens (input_tokens) - cached_tokens of its details, which are cacheRead
//   output  completion_tokens (output_tokens), with reasoning_tokens of its details; the latter also as reasoning
// Where figures contradict themselves: a value that is no whole number from 0 to 10^12 (negative, a fraction, text) says nothing,
// what was told before stays; more cached than prompt tokens count as all of the prompt, more reasoning than output tokens as all
// of the output; a part whose total is missing counts as it is. So no figure is negative, and none above 10^12. When a field that is
// looked at is malformed, cut off by the end of its event, or longer than 256 KiB, the usage of the whole answer is unknown.
//
// stopReason: finish_reason; of Responses the status, where it is a final one, as "incomplete: max_output_tokens" with its reason.
// Complete: the JSON object has ended; a chat stream said [DONE]; a Responses stream told its final status and that event's object
// has ended. Of an answer that breaks off, usage() says what had been told so far, not complete. A value; any one thread.
class OpenAiUsageParser final
{
public:
    enum class Form { EventStream, Json, Neither };

    explicit OpenAiUsageParser(Form form);

    void feed(QByteArrayView chunk);
    // At the end of the answer, or whenever it is asked: what is known so far.
    [[nodiscard]] TokenUsage usage() const;

private:
    friend class SseReader;
    struct Counts
    {
        JsonCount prompt;
        JsonCount cached;
        JsonCount output;
        JsonCount reasoning;
    };

    void takeMember(QByteArrayView member);
    [[nodiscard]] bool readCounts(JsonScanner &scanner);
    [[nodiscard]] bool isFinal() const; // the status of Responses
    [[nodiscard]] bool isDone() const;  // the event that has not ended is [DONE]
    [[nodiscard]] QString stopReason() const;
    [[nodiscard]] static bool event(QByteArrayView name);
    void data(QByteArrayView piece);
    void end();

    Form m_form;
    BodyMembers m_members; // of the answer, or of one event
    SseReader m_events;
    EventShape m_shape;
    std::string m_lead; // what an event's data begin with, enough to know [DONE]
    Counts m_counts;
    QString m_model;
    QByteArray m_modelMember; // it was read from
    QString m_finishReason;
    QString m_status;
    QString m_incompleteReason;
    bool m_isRead = false;    // the event, by its shape
    bool m_isChanged = false; // by the event, what is told
    bool m_wasDone = false;
    bool m_isLost = false; // something that had to be read could not be
};

} // namespace homeport
