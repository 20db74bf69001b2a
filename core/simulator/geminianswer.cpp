// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/geminianswer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 ThoughtTokens = 7;

QJsonObject textPart(const QString &text)
{
    return {{u"text"_s, text}};
}

QJsonObject thoughtPart()
{
    return {{u"text"_s, u"**Simulated thought**\n\nNobody thinks here."_s}, {u"thought"_s, true}};
}

QJsonObject callPart(const AnswerBlock &block)
{
    const QJsonObject args = QJsonDocument::fromJson(block.pieces.join(QString()).toUtf8()).object();
    return {{u"functionCall"_s, QJsonObject{{u"id"_s, block.toolId}, {u"name"_s, u"read_file"_s}, {u"args"_s, args}}},
            {u"thoughtSignature"_s, u"c2ltdWxhdGVk/Zm9v+w=="_s}};
}

// The usage once so many tokens of the answer have been told.
TokenUsage toldUsage(const MessageAnswer &answer, bool thoughts, qint64 tokens)
{
    TokenUsage usage = tokensOf(answer);
    usage.reasoning = thoughts ? ThoughtTokens : 0;
    usage.output = tokens + usage.reasoning;
    return usage;
}

QJsonObject metadata(const TokenUsage &told)
{
    const qint64 prompt = told.input + told.cacheRead;
    QJsonObject usage{{u"promptTokenCount"_s, prompt},
                      {u"candidatesTokenCount"_s, told.output - told.reasoning},
                      {u"totalTokenCount"_s, prompt + told.output}};
    if (told.cacheRead > 0)
        usage.insert(u"cachedContentTokenCount"_s, told.cacheRead);
    if (told.reasoning > 0)
        usage.insert(u"thoughtsTokenCount"_s, told.reasoning);
    return usage;
}

GeminiChunk chunkOf(const MessageAnswer &answer, const QJsonArray &parts, const TokenUsage &told, bool isLast, bool wrapped)
{
    QJsonObject candidate{{u"content"_s, QJsonObject{{u"role"_s, u"model"_s}, {u"parts"_s, parts}}}, {u"index"_s, 0}};
    if (isLast)
        candidate.insert(u"finishReason"_s, u"STOP"_s);
    const QJsonObject response{{u"candidates"_s, QJsonArray{candidate}},
                               {u"usageMetadata"_s, metadata(told)},
                               {u"modelVersion"_s, answer.model},
                               {u"responseId"_s, answer.id}};
    const QJsonObject whole = wrapped ? QJsonObject{{u"response"_s, response}, {u"traceId"_s, answer.id}} : response;
    return {QJsonDocument(whole).toJson(QJsonDocument::Compact), told};
}

} // namespace

std::vector<GeminiChunk> geminiChunks(const MessageAnswer &answer, bool thoughts, bool wrapped)
{
    std::vector<QJsonObject> parts;
    if (thoughts)
        parts.push_back(thoughtPart());
    for (const AnswerBlock &block : answer.blocks) {
        if (!block.toolId.isEmpty()) {
            parts.push_back(callPart(block));
            continue;
        }
        for (const QString &piece : block.pieces)
            parts.push_back(textPart(piece));
    }
    std::vector<GeminiChunk> chunks;
    chunks.reserve(parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool isLast = i + 1 == parts.size();
        const qint64 tokens = isLast ? answer.outputTokens
                                     : answer.outputTokens * static_cast<qint64>(i) / static_cast<qint64>(parts.size());
        chunks.push_back(chunkOf(answer, {parts[i]}, toldUsage(answer, thoughts, tokens), isLast, wrapped));
    }
    return chunks;
}

GeminiChunk geminiBody(const MessageAnswer &answer, bool thoughts, bool wrapped)
{
    QJsonArray parts;
    if (thoughts)
        parts.append(thoughtPart());
    for (const AnswerBlock &block : answer.blocks)
        parts.append(block.toolId.isEmpty() ? textPart(block.pieces.join(QString())) : callPart(block));
    return chunkOf(answer, parts, toldUsage(answer, thoughts, answer.outputTokens), true, wrapped);
}

} // namespace homeport
