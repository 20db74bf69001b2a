// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/chatanswer.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QByteArray event(const QJsonObject &data)
{
    return "data: " + QJsonDocument(data).toJson(QJsonDocument::Compact) + "\n\n";
}

QJsonObject usage(const OpenAiAnswer &answer)
{
    return {{u"prompt_tokens"_s, answer.prompt},
            {u"completion_tokens"_s, answer.output},
            {u"total_tokens"_s, answer.prompt + answer.output},
            {u"prompt_tokens_details"_s, QJsonObject{{u"cached_tokens"_s, answer.cached}, {u"audio_tokens"_s, 0}}},
            {u"completion_tokens_details"_s, QJsonObject{{u"reasoning_tokens"_s, answer.reasoning}, {u"audio_tokens"_s, 0}}}};
}

QJsonObject frame(const OpenAiAnswer &answer, QLatin1StringView prefix, const QString &object, const QJsonArray &choices)
{
    return {{u"id"_s, openAiId(prefix, answer)},
            {u"object"_s, object},
            {u"created"_s, answer.created},
            {u"model"_s, answer.said.model},
            {u"choices"_s, choices}};
}

QJsonObject chunk(const OpenAiAnswer &answer, const QJsonObject &delta, const QJsonValue &finish)
{
    const QJsonObject choice{{u"index"_s, 0}, {u"delta"_s, delta}, {u"finish_reason"_s, finish}};
    return frame(answer, "chatcmpl-"_L1, u"chat.completion.chunk"_s, {choice});
}

QString finishOf(const OpenAiAnswer &answer)
{
    return answer.said.stopReason == u"tool_use"_s ? u"tool_calls"_s : u"stop"_s;
}

QJsonObject call(const AnswerBlock &block, const QString &arguments)
{
    return {{u"id"_s, block.toolId},
            {u"type"_s, u"function"_s},
            {u"function"_s, QJsonObject{{u"name"_s, block.toolName}, {u"arguments"_s, arguments}}}};
}

void appendBlock(const OpenAiAnswer &answer, const AnswerBlock &block, std::vector<QByteArray> &events)
{
    const QJsonValue none(QJsonValue::Null);
    if (!block.toolId.isEmpty()) {
        QJsonObject first = call(block, {});
        first.insert(u"index"_s, 0);
        events.push_back(event(chunk(answer, {{u"tool_calls"_s, QJsonArray{first}}}, none)));
    }
    for (const QString &piece : block.pieces) {
        const QJsonObject arguments{{u"index"_s, 0}, {u"function"_s, QJsonObject{{u"arguments"_s, piece}}}};
        const QJsonObject delta = block.toolId.isEmpty() ? QJsonObject{{u"content"_s, piece}}
                                                         : QJsonObject{{u"tool_calls"_s, QJsonArray{arguments}}};
        events.push_back(event(chunk(answer, delta, none)));
    }
}

void appendLastChunks(const OpenAiAnswer &answer, QJsonObject last, std::vector<QByteArray> &events)
{
    events.push_back(event(last));
    if (answer.includeUsage) {
        last.insert(u"choices"_s, QJsonArray());
        last.insert(u"usage"_s, usage(answer));
        events.push_back(event(last));
    }
    events.push_back("data: [DONE]\n\n");
}

QString textIn(const OpenAiAnswer &answer)
{
    QString text;
    for (const AnswerBlock &block : answer.said.blocks)
        text += block.toolId.isEmpty() ? block.pieces.join(QString()) : QString();
    return text;
}

QJsonObject completion(const OpenAiAnswer &answer, const QString &text, const QJsonValue &finish)
{
    const QJsonObject choice{{u"index"_s, 0}, {u"text"_s, text}, {u"logprobs"_s, QJsonValue::Null}, {u"finish_reason"_s, finish}};
    return frame(answer, "cmpl-"_L1, u"text_completion"_s, {choice});
}

} // namespace

std::vector<QByteArray> chatEvents(const OpenAiAnswer &answer)
{
    std::vector<QByteArray> events;
    events.push_back(event(chunk(answer, {{u"role"_s, u"assistant"_s}, {u"content"_s, QString()}}, QJsonValue::Null)));
    for (const AnswerBlock &block : answer.said.blocks)
        appendBlock(answer, block, events);
    appendLastChunks(answer, chunk(answer, {}, finishOf(answer)), events);
    return events;
}

QByteArray chatBody(const OpenAiAnswer &answer)
{
    QJsonArray calls;
    for (const AnswerBlock &block : answer.said.blocks) {
        if (!block.toolId.isEmpty())
            calls.append(call(block, block.pieces.join(QString())));
    }
    QJsonObject message{{u"role"_s, u"assistant"_s}, {u"content"_s, textIn(answer)}, {u"refusal"_s, QJsonValue::Null}};
    if (!calls.isEmpty())
        message.insert(u"tool_calls"_s, calls);
    const QJsonObject choice{{u"index"_s, 0}, {u"message"_s, message}, {u"finish_reason"_s, finishOf(answer)}};
    QJsonObject body = frame(answer, "chatcmpl-"_L1, u"chat.completion"_s, {choice});
    body.insert(u"usage"_s, usage(answer));
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

std::vector<QByteArray> completionEvents(const OpenAiAnswer &answer)
{
    std::vector<QByteArray> events;
    for (const AnswerBlock &block : answer.said.blocks) {
        for (const QString &piece : block.pieces)
            events.push_back(event(completion(answer, piece, QJsonValue::Null)));
    }
    appendLastChunks(answer, completion(answer, {}, u"stop"_s), events);
    return events;
}

QByteArray completionBody(const OpenAiAnswer &answer)
{
    QJsonObject body = completion(answer, textIn(answer), u"stop"_s);
    body.insert(u"usage"_s, usage(answer));
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

std::size_t chatUsageAt(const OpenAiAnswer &answer, std::size_t events)
{
    return answer.includeUsage ? events - 1 : 0;
}

QByteArray embeddingsBody(const OpenAiRequest &request, const OpenAiAnswer &answer)
{
    constexpr std::array<float, 4> numbers{0.5F, -0.25F, 0.125F, -1.0F}; // exact in both forms
    const QByteArray raw(reinterpret_cast<const char *>(numbers.data()), static_cast<qsizetype>(sizeof numbers));
    QJsonArray vector;
    for (const float number : numbers)
        vector.append(static_cast<double>(number));
    QJsonArray data;
    for (qsizetype i = 0; i < request.input.size(); ++i) {
        const QJsonValue embedding = request.base64 ? QJsonValue(QString::fromLatin1(raw.toBase64())) : QJsonValue(vector);
        data.append(QJsonObject{{u"object"_s, u"embedding"_s}, {u"index"_s, i}, {u"embedding"_s, embedding}});
    }
    const QJsonObject counts{{u"prompt_tokens"_s, answer.prompt}, {u"total_tokens"_s, answer.prompt}};
    const QJsonObject body{{u"object"_s, u"list"_s}, {u"model"_s, answer.said.model}, {u"data"_s, data}, {u"usage"_s, counts}};
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

} // namespace homeport
