// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/tokenusage.h"
#include "core/simulator/faults.h"
#include "core/simulator/messagerequest.h"

#include <QJsonObject>
#include <QStringList>

#include <vector>

namespace homeport {

// One block of an answer's content: text in the pieces it is streamed in, or a call of a tool.
struct AnswerBlock
{
    QStringList pieces; // of the text, or of the tool's input as JSON
    QString toolId;     // empty: a text block
    QString toolName;
};

struct MessageAnswer
{
    QString id;
    QString model;
    std::vector<AnswerBlock> blocks;
    QString stopReason;
    QJsonObject inputUsage; // the input side of usage
    qint64 outputTokens = 1;
};

// The output count a stream begins with: a first figure, its end brings the running total.
inline constexpr qint64 FirstOutputTokens = 1;

// The same counts as the whole answer tells them.
[[nodiscard]] TokenUsage tokensOf(const MessageAnswer &answer);

// @p number makes the ids of this answer different from those of others.
[[nodiscard]] MessageAnswer answerTo(const MessageRequest &request, const FaultPlan &plan, qint64 number);

} // namespace homeport
