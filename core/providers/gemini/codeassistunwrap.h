// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace homeport {

// The inner value of {"response":{...},...}, exactly as it is written. Null: the text is no such JSON object, or it tells of an `error`.
[[nodiscard]] std::optional<QByteArrayView> unwrappedResponse(QByteArrayView json);

// A good answer of Code Assist, turned into the public shape as it comes: fed at any split, the same at every split. What carries no
// response (an error in mid-stream) passes as it is. Holds what has come of one event, or of the one body: MostHeld at most.
//
// Events: the data of an event become its response; all else of it, line ends too, stays. An event with several data lines has its
// response on one such line per line of it, which reads the same. Lines end with LF or CRLF.
//
// A value; any one thread.
class CodeAssistUnwrap final
{
public:
    enum class Form {
        Body,   // one object, as one object
        Events, // a stream of events, as such
        List,   // a stream of events, as the JSON list that the public API streams without alt=sse: [{...},\n{...}]
    };
    static constexpr qsizetype MostHeld = 32 * 1024 * 1024; // bytes

    explicit CodeAssistUnwrap(Form form) : m_form(form) {}

    // What can go to the client by now; may be empty.
    [[nodiscard]] QByteArray feed(QByteArrayView chunk);
    // The rest, once the answer has ended as it should: an event without its empty line, the body, the end of the list.
    [[nodiscard]] QByteArray finish();
    // Null: none. An event, or the body, is larger than MostHeld, or one is no JSON and so has no place in a list: nothing comes out any more,
    // and what came out before is the beginning of a good answer.
    [[nodiscard]] const std::optional<Error> &problem() const { return m_problem; }

private:
    void takeEvents(QByteArray *out);
    void putEvent(QByteArrayView event, QByteArray *out);

    Form m_form;
    QByteArray m_held;         // of an event that has begun, or of the body
    qsizetype m_lineAt = 0;    // where its last line begins
    qsizetype m_searched = 0;  // of it, for the end of a line
    bool m_hasElement = false; // the list has begun
    std::optional<Error> m_problem;
};

} // namespace homeport
