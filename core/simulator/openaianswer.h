// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulator/messageanswer.h"
#include "core/simulator/openairequest.h"

#include <QJsonObject>

namespace homeport {

// An answer of OpenAI's protocol before it is written in one of its forms.
struct OpenAiAnswer
{
    MessageAnswer said;
    qint64 number = 0;  // makes its ids different from those of others
    qint64 created = 0; // seconds since 1970
    qint64 prompt = 0;  // tokens, the cached ones among them
    qint64 cached = 0;
    qint64 output = 0; // tokens, those of reasoning among them
    qint64 reasoning = 0;
    bool includeUsage = false; // a chat stream ends with its usage
};

[[nodiscard]] OpenAiAnswer openAiAnswerTo(const OpenAiRequest &request, const FaultPlan &plan, qint64 number, qint64 created);

// The same counts as the whole answer tells them.
[[nodiscard]] TokenUsage tokensOf(const OpenAiAnswer &answer);

// "chatcmpl-sim-00000001"
[[nodiscard]] QString openAiId(QLatin1StringView prefix, const OpenAiAnswer &answer);

} // namespace homeport
