// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/openaianswer.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 ReasoningTokens = 32;

// The call of the tool that the request offers, in its terms.
QString callArguments(const OpenAiRequest &request)
{
    const QString &path = request.asked.readPath;
    const QJsonObject arguments = request.tool == u"exec_command"_s ? QJsonObject{{u"cmd"_s, QString(u"cat '" + path + u'\'')}}
                                                                    : QJsonObject{{u"file_path"_s, path}};
    return QString::fromUtf8(QJsonDocument(arguments).toJson(QJsonDocument::Compact));
}

} // namespace

OpenAiAnswer openAiAnswerTo(const OpenAiRequest &request, const FaultPlan &plan, qint64 number, qint64 created)
{
    OpenAiAnswer answer;
    answer.said = answerTo(request.asked, plan, number);
    for (AnswerBlock &block : answer.said.blocks) {
        if (block.toolId.isEmpty())
            continue;
        const QString arguments = callArguments(request);
        block.toolName = request.tool;
        block.pieces = QStringList{arguments.first(arguments.size() / 2), arguments.sliced(arguments.size() / 2)};
    }
    answer.number = number;
    answer.created = created;
    answer.prompt = request.asked.inputTokens;
    answer.cached = request.asked.firstTurn ? 0 : answer.prompt * 3 / 4; // the cache needs no asking here
    answer.reasoning = request.reasons ? ReasoningTokens : 0;
    answer.output = answer.said.outputTokens + answer.reasoning;
    answer.includeUsage = request.includeUsage;
    if (request.endpoint == OpenAiEndpoint::Embeddings)
        answer.cached = answer.output = 0;
    return answer;
}

TokenUsage tokensOf(const OpenAiAnswer &answer)
{
    TokenUsage usage;
    usage.input = answer.prompt - answer.cached;
    usage.cacheRead = answer.cached;
    usage.output = answer.output;
    usage.reasoning = answer.reasoning;
    usage.model = answer.said.model;
    usage.known = usage.complete = true;
    return usage;
}

QString openAiId(QLatin1StringView prefix, const OpenAiAnswer &answer)
{
    return prefix + u"sim-%1"_s.arg(answer.number, 8, 10, '0'_L1);
}

} // namespace homeport
