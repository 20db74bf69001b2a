// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/messageanswer.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype PieceSize = 16;
constexpr qsizetype LargePiece = 16 * 1024;
constexpr qsizetype EchoSize = 160;
constexpr qsizetype QuoteSize = 200;
constexpr int MaxSchemaDepth = 8;

// Pieces end between characters: each becomes a JSON string of its own.
QStringList split(const QString &text, qsizetype size)
{
    QStringList pieces;
    for (qsizetype from = 0; from < text.size();) {
        qsizetype to = std::min(from + size, text.size());
        if (to < text.size() && text.at(to).isLowSurrogate())
            ++to;
        pieces << text.sliced(from, to - from);
        from = to;
    }
    return pieces;
}

QString shortened(const QString &text, qsizetype size)
{
    if (text.size() <= size)
        return text;
    return text.first(text.at(size).isLowSurrogate() ? size - 1 : size) + u'…';
}

// The least value that fits a JSON schema, as far as requests for structured output use one.
QJsonValue sampleOf(const QJsonObject &schema, int depth)
{
    if (const QJsonArray choices = schema["enum"_L1].toArray(); !choices.isEmpty())
        return choices.first();
    const QString type = schema["type"_L1].toString();
    if (type == u"object" && depth < MaxSchemaDepth) {
        QJsonObject sample;
        const QJsonObject properties = schema["properties"_L1].toObject();
        for (auto property = properties.begin(); property != properties.end(); ++property)
            sample.insert(property.key(), sampleOf(property.value().toObject(), depth + 1));
        return sample;
    }
    if (type == u"array")
        return QJsonArray();
    if (type == u"boolean")
        return false;
    if (type == u"number" || type == u"integer")
        return 0;
    return u"Simulated answer"_s;
}

QStringList wantedPieces(const FaultPlan &plan)
{
    const int count = plan.events > 0 ? plan.events : static_cast<int>((plan.size + LargePiece - 1) / LargePiece);
    QStringList pieces;
    pieces.reserve(count);
    for (int i = 0; i < count; ++i) {
        if (plan.size == 0) {
            pieces << u"simulated %1 "_s.arg(i + 1);
            continue;
        }
        // Equal shares, the rest spread over the first ones.
        const int share = plan.size / count + (i < plan.size % count ? 1 : 0);
        pieces << u"simulated "_s.repeated(share / 10 + 1).first(share);
    }
    return pieces;
}

QString words(const MessageRequest &request)
{
    if (!request.schema.isEmpty())
        return QString::fromUtf8(QJsonDocument(sampleOf(request.schema, 0).toObject()).toJson(QJsonDocument::Compact));
    if (request.toolResult)
        return u"This is a simulated answer; no model has read anything. The tool returned: “%1”"_s.arg(
            shortened(*request.toolResult, QuoteSize));
    return u"This is a simulated answer ⚓ from the provider inside Homeport; no model was asked. You wrote: “%1”"_s.arg(
        shortened(request.prompt.simplified(), EchoSize));
}

QJsonObject inputUsage(const MessageRequest &request)
{
    // Most of a request with cache marks is read from the cache, but for the first turn, which fills it.
    const qint64 cached = request.cached ? request.inputTokens * 3 / 4 : 0;
    const qint64 created = request.firstTurn ? cached : 0;
    return {{u"input_tokens"_s, request.inputTokens - cached},
            {u"cache_creation_input_tokens"_s, created},
            {u"cache_read_input_tokens"_s, cached - created},
            {u"cache_creation"_s, QJsonObject{{u"ephemeral_5m_input_tokens"_s, request.longCache ? 0 : created},
                                              {u"ephemeral_1h_input_tokens"_s, request.longCache ? created : 0}}},
            {u"service_tier"_s, u"standard"_s}};
}

} // namespace

TokenUsage tokensOf(const MessageAnswer &answer)
{
    const QJsonObject &counts = answer.inputUsage;
    const QJsonValue written = counts["cache_creation"_L1];
    TokenUsage usage;
    usage.input = counts["input_tokens"_L1].toInteger();
    usage.output = answer.outputTokens;
    usage.cacheWrite5m = written["ephemeral_5m_input_tokens"_L1].toInteger();
    usage.cacheWrite1h = written["ephemeral_1h_input_tokens"_L1].toInteger();
    usage.cacheRead = counts["cache_read_input_tokens"_L1].toInteger();
    usage.model = answer.model;
    usage.known = usage.complete = true;
    return usage;
}

MessageAnswer answerTo(const MessageRequest &request, const FaultPlan &plan, qint64 number)
{
    MessageAnswer answer{u"msg_sim_%1"_s.arg(number, 8, 10, '0'_L1), request.model, {}, u"end_turn"_s, inputUsage(request), 1};
    if (plan.events > 0 || plan.size > 0) {
        answer.blocks.push_back({wantedPieces(plan), {}, {}});
    } else if (!request.readPath.isEmpty()) {
        const QJsonDocument input(QJsonObject{{u"file_path"_s, request.readPath}});
        answer.blocks.push_back({split(u"I am a simulation, and ask for the file you named."_s, PieceSize), {}, {}});
        answer.blocks.push_back({split(QString::fromUtf8(input.toJson(QJsonDocument::Compact)), PieceSize),
                                 u"toolu_sim_%1"_s.arg(number, 8, 10, '0'_L1), u"Read"_s});
        answer.stopReason = u"tool_use"_s;
    } else {
        answer.blocks.push_back({split(words(request), PieceSize), {}, {}});
    }
    qint64 characters = 0;
    for (const AnswerBlock &block : answer.blocks) {
        for (const QString &piece : block.pieces)
            characters += piece.size();
    }
    answer.outputTokens = std::max<qint64>(1, characters / 4);
    return answer;
}

} // namespace homeport
