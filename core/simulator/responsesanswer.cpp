// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/responsesanswer.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QJsonObject usage(const OpenAiAnswer &answer)
{
    return {{u"input_tokens"_s, answer.prompt},
            {u"input_tokens_details"_s, QJsonObject{{u"cached_tokens"_s, answer.cached}}},
            {u"output_tokens"_s, answer.output},
            {u"output_tokens_details"_s, QJsonObject{{u"reasoning_tokens"_s, answer.reasoning}}},
            {u"total_tokens"_s, answer.prompt + answer.output}};
}

QJsonObject textPart(const QString &text)
{
    return {{u"type"_s, u"output_text"_s}, {u"text"_s, text}, {u"annotations"_s, QJsonArray()}};
}

QString itemId(const OpenAiAnswer &answer, const AnswerBlock &block)
{
    return openAiId(block.toolId.isEmpty() ? "msg_"_L1 : "fc_"_L1, answer);
}

// @p begun: as it is announced, still empty.
QJsonObject item(const OpenAiAnswer &answer, const AnswerBlock &block, bool begun)
{
    const QString whole = begun ? QString() : block.pieces.join(QString());
    const QString status = begun ? u"in_progress"_s : u"completed"_s;
    if (!block.toolId.isEmpty())
        return {{u"type"_s, u"function_call"_s}, {u"id"_s, itemId(answer, block)}, {u"call_id"_s, block.toolId},
                {u"name"_s, block.toolName},     {u"arguments"_s, whole},          {u"status"_s, status}};
    return {{u"type"_s, u"message"_s},
            {u"id"_s, itemId(answer, block)},
            {u"role"_s, u"assistant"_s},
            {u"status"_s, status},
            {u"content"_s, begun ? QJsonArray() : QJsonArray{textPart(whole)}}};
}

QJsonObject response(const OpenAiAnswer &answer, bool begun)
{
    QJsonArray output;
    for (const AnswerBlock &block : answer.said.blocks) {
        if (!begun)
            output.append(item(answer, block, false));
    }
    return {{u"id"_s, openAiId("resp_"_L1, answer)},
            {u"object"_s, u"response"_s},
            {u"created_at"_s, answer.created},
            {u"status"_s, begun ? u"in_progress"_s : u"completed"_s},
            {u"model"_s, answer.said.model},
            {u"output"_s, output},
            {u"error"_s, QJsonValue::Null},
            {u"incomplete_details"_s, QJsonValue::Null},
            {u"parallel_tool_calls"_s, true},
            {u"tool_choice"_s, u"auto"_s},
            {u"tools"_s, QJsonArray()},
            {u"usage"_s, begun ? QJsonValue(QJsonValue::Null) : QJsonValue(usage(answer))}};
}

// The events of one stream, numbered.
class Events final
{
public:
    void add(const QString &type, QJsonObject data)
    {
        data.insert(u"type"_s, type);
        data.insert(u"sequence_number"_s, static_cast<qint64>(m_events.size()));
        m_events.push_back("event: " + type.toLatin1() + "\ndata: " + QJsonDocument(data).toJson(QJsonDocument::Compact) + "\n\n");
    }
    [[nodiscard]] std::vector<QByteArray> take() { return std::move(m_events); }

private:
    std::vector<QByteArray> m_events;
};

void addBlock(const OpenAiAnswer &answer, const AnswerBlock &block, int index, Events &events)
{
    const bool isText = block.toolId.isEmpty();
    const QString whole = block.pieces.join(QString());
    const auto at = [&](QJsonObject data) {
        data.insert(u"output_index"_s, index);
        data.insert(u"item_id"_s, itemId(answer, block));
        if (isText)
            data.insert(u"content_index"_s, 0);
        return data;
    };
    events.add(u"response.output_item.added"_s, {{u"output_index"_s, index}, {u"item"_s, item(answer, block, true)}});
    if (isText)
        events.add(u"response.content_part.added"_s, at({{u"part"_s, textPart({})}}));
    for (const QString &piece : block.pieces)
        events.add(isText ? u"response.output_text.delta"_s : u"response.function_call_arguments.delta"_s, at({{u"delta"_s, piece}}));
    if (isText) {
        events.add(u"response.output_text.done"_s, at({{u"text"_s, whole}}));
        events.add(u"response.content_part.done"_s, at({{u"part"_s, textPart(whole)}}));
    } else {
        events.add(u"response.function_call_arguments.done"_s, at({{u"arguments"_s, whole}}));
    }
    events.add(u"response.output_item.done"_s, {{u"output_index"_s, index}, {u"item"_s, item(answer, block, false)}});
}

} // namespace

std::vector<QByteArray> responsesEvents(const OpenAiAnswer &answer)
{
    Events events;
    events.add(u"response.created"_s, {{u"response"_s, response(answer, true)}});
    events.add(u"response.in_progress"_s, {{u"response"_s, response(answer, true)}});
    int index = 0;
    for (const AnswerBlock &block : answer.said.blocks)
        addBlock(answer, block, index++, events);
    events.add(u"response.completed"_s, {{u"response"_s, response(answer, false)}});
    return events.take();
}

QByteArray responsesBody(const OpenAiAnswer &answer)
{
    return QJsonDocument(response(answer, false)).toJson(QJsonDocument::Compact);
}

QByteArray compactBody(const OpenAiAnswer &answer)
{
    const QJsonObject compaction{
        {u"type"_s, u"compaction"_s}, {u"id"_s, openAiId("cmp_"_L1, answer)}, {u"encrypted_content"_s, u"simulated; nothing is in here"_s}};
    const QJsonObject body{{u"id"_s, openAiId("resp_"_L1, answer)},
                           {u"object"_s, u"response.compaction"_s},
                           {u"created_at"_s, answer.created},
                           {u"output"_s, QJsonArray{compaction}},
                           {u"usage"_s, usage(answer)}};
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

} // namespace homeport
