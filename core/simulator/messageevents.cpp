// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/messageevents.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QByteArray event(const QString &type, QJsonObject data = {})
{
    data.insert(u"type"_s, type);
    return "event: " + type.toLatin1() + "\ndata: " + QJsonDocument(data).toJson(QJsonDocument::Compact) + "\n\n";
}

QJsonObject usage(const MessageAnswer &answer, qint64 outputTokens)
{
    QJsonObject usage = answer.inputUsage;
    usage.insert(u"output_tokens"_s, outputTokens);
    return usage;
}

QJsonObject message(const MessageAnswer &answer, const QJsonArray &content, const QJsonValue &stopReason, qint64 outputTokens)
{
    return {{u"id"_s, answer.id},
            {u"type"_s, u"message"_s},
            {u"role"_s, u"assistant"_s},
            {u"model"_s, answer.model},
            {u"content"_s, content},
            {u"stop_reason"_s, stopReason},
            {u"stop_sequence"_s, QJsonValue::Null},
            {u"usage"_s, usage(answer, outputTokens)}};
}

QJsonObject toolBlock(const AnswerBlock &block, const QJsonObject &input)
{
    return {{u"type"_s, u"tool_use"_s}, {u"id"_s, block.toolId}, {u"name"_s, block.toolName}, {u"input"_s, input}};
}

QJsonObject textBlock(const QString &text)
{
    return {{u"type"_s, u"text"_s}, {u"text"_s, text}};
}

QJsonObject delta(const AnswerBlock &block, const QString &piece)
{
    if (block.toolId.isEmpty())
        return {{u"type"_s, u"text_delta"_s}, {u"text"_s, piece}};
    return {{u"type"_s, u"input_json_delta"_s}, {u"partial_json"_s, piece}};
}

} // namespace

std::vector<QByteArray> streamEvents(const MessageAnswer &answer)
{
    std::vector<QByteArray> events;
    events.push_back(event(u"message_start"_s, {{u"message"_s, message(answer, {}, QJsonValue::Null, FirstOutputTokens)}}));
    int index = 0;
    for (const AnswerBlock &block : answer.blocks) {
        const QJsonObject empty = block.toolId.isEmpty() ? textBlock({}) : toolBlock(block, {});
        events.push_back(event(u"content_block_start"_s, {{u"index"_s, index}, {u"content_block"_s, empty}}));
        if (index == 0)
            events.push_back(event(u"ping"_s));
        for (const QString &piece : block.pieces)
            events.push_back(event(u"content_block_delta"_s, {{u"index"_s, index}, {u"delta"_s, delta(block, piece)}}));
        events.push_back(event(u"content_block_stop"_s, {{u"index"_s, index}}));
        ++index;
    }
    events.push_back(
        event(u"message_delta"_s, {{u"delta"_s, QJsonObject{{u"stop_reason"_s, answer.stopReason}, {u"stop_sequence"_s, QJsonValue::Null}}},
                                   {u"usage"_s, usage(answer, answer.outputTokens)}}));
    events.push_back(event(u"message_stop"_s));
    return events;
}

QByteArray messageBody(const MessageAnswer &answer)
{
    QJsonArray content;
    for (const AnswerBlock &block : answer.blocks) {
        const QString whole = block.pieces.join(QString());
        if (block.toolId.isEmpty())
            content.append(textBlock(whole));
        else
            content.append(toolBlock(block, QJsonDocument::fromJson(whole.toUtf8()).object()));
    }
    return QJsonDocument(message(answer, content, answer.stopReason, answer.outputTokens)).toJson(QJsonDocument::Compact);
}

} // namespace homeport
