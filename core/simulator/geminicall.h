// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httprequest.h"

#include <QByteArray>

#include <optional>

namespace homeport {

// Which of the Gemini API's methods a request calls.
struct GeminiCall
{
    QByteArray model;         // that the path names
    QByteArray verb;          // "generateContent"; empty: the description of a model, or the list
    bool codeAssist = false;  // below /v1internal
    bool eventStream = false; // alt=sse
    bool vertex = false;      // below a project and a region, as Vertex AI has it

    [[nodiscard]] bool isContent() const { return verb == "generateContent" || verb == "streamGenerateContent"; }
    [[nodiscard]] bool isStream() const { return verb == "streamGenerateContent"; }
};

// Null: it is none; a list of models is when it comes with a key of Google's.
[[nodiscard]] std::optional<GeminiCall> geminiCallOf(const HttpRequest &request);

// What Code Assist's methods beside those for content answer; null: there is no such one.
[[nodiscard]] std::optional<QByteArray> codeAssistAnswer(const GeminiCall &call);

// The description of a model, or the list of them; null: there is no such model.
[[nodiscard]] std::optional<QByteArray> geminiModels(QByteArrayView id);

} // namespace homeport
