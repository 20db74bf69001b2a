// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/openairequest.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// Codex's shell among them, which can read a file as well.
constexpr std::array<QLatin1StringView, 3> ReadingTools{"Read"_L1, "read_file"_L1, "exec_command"_L1};

// A text, or a list of parts with one each.
QString textOf(const QJsonValue &content)
{
    if (content.isString())
        return content.toString();
    QString text;
    const QJsonArray parts = content.toArray();
    for (const QJsonValue &part : parts)
        text += part["text"_L1].toString();
    return text;
}

QString lastOfUser(const QJsonArray &items)
{
    for (qsizetype i = items.size() - 1; i >= 0; --i) {
        if (items[i]["role"_L1] == "user"_L1)
            return textOf(items[i]["content"_L1]);
    }
    return {};
}

// Codex writes what became of the command before what it printed.
QString printed(const QString &output)
{
    constexpr QStringView mark = u"Output:\n";
    const qsizetype at = output.indexOf(mark);
    return at < 0 ? output : output.sliced(at + mark.size());
}

QString offeredTool(const QJsonArray &tools)
{
    for (const QJsonValue &tool : tools) {
        const QString name = tool["name"_L1].toString(tool["function"_L1]["name"_L1].toString());
        if (std::find(ReadingTools.begin(), ReadingTools.end(), name) != ReadingTools.end())
            return name;
    }
    return {};
}

void readChat(const QJsonObject &body, MessageRequest &asked)
{
    const QJsonArray messages = body["messages"_L1].toArray();
    asked.prompt = lastOfUser(messages);
    if (messages.last()["role"_L1] == "tool"_L1)
        asked.toolResult = textOf(messages.last()["content"_L1]);
    asked.firstTurn = messages.size() <= 2;
}

void readResponses(const QJsonObject &body, MessageRequest &asked)
{
    const QJsonValue input = body["input"_L1];
    const QJsonArray items = input.toArray();
    asked.prompt = input.isString() ? input.toString() : lastOfUser(items);
    if (items.last()["type"_L1] == "function_call_output"_L1)
        asked.toolResult = printed(textOf(items.last()["output"_L1]));
    asked.firstTurn = std::none_of(items.begin(), items.end(), [](const QJsonValue &item) {
        return item["role"_L1] == "assistant"_L1 || item["type"_L1] == "function_call_output"_L1;
    });
}

QLatin1StringView requiredMember(OpenAiEndpoint endpoint)
{
    if (endpoint == OpenAiEndpoint::Chat)
        return "messages"_L1;
    return endpoint == OpenAiEndpoint::Completions ? "prompt"_L1 : "input"_L1;
}

} // namespace

OpenAiEndpoint openAiEndpointOf(QByteArrayView path)
{
    if (path == "/v1/chat/completions")
        return OpenAiEndpoint::Chat;
    if (path == "/v1/responses")
        return OpenAiEndpoint::Responses;
    if (path == "/v1/responses/compact")
        return OpenAiEndpoint::Compact;
    if (path == "/v1/completions")
        return OpenAiEndpoint::Completions;
    return path == "/v1/embeddings" ? OpenAiEndpoint::Embeddings : OpenAiEndpoint::None;
}

Result<OpenAiRequest> parseOpenAiRequest(OpenAiEndpoint endpoint, const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return Error{Error::Code::Invalid, u"We could not parse the JSON body of your request."_s};
    const QJsonObject object = document.object();
    if (!object["model"_L1].isString())
        return Error{Error::Code::Invalid, u"you must provide a model parameter"_s};
    if (const QLatin1StringView required = requiredMember(endpoint); !object.contains(required))
        return Error{Error::Code::Invalid, u"Missing required parameter: '%1'."_s.arg(required)};
    OpenAiRequest request;
    request.endpoint = endpoint;
    request.asked.model = object["model"_L1].toString();
    request.asked.stream = object["stream"_L1].toBool();
    request.asked.inputTokens = std::max<qint64>(1, body.size() / 4);
    request.includeUsage = object["stream_options"_L1]["include_usage"_L1].toBool();
    request.reasons = object["reasoning"_L1].isObject() || object["reasoning_effort"_L1].isString();
    request.base64 = object["encoding_format"_L1] == "base64"_L1;
    if (endpoint == OpenAiEndpoint::Chat)
        readChat(object, request.asked);
    else if (endpoint == OpenAiEndpoint::Completions)
        request.asked.prompt = textOf(object["prompt"_L1]);
    else
        readResponses(object, request.asked);
    request.input = object["input"_L1].isArray() ? object["input"_L1].toArray() : QJsonArray{object["input"_L1]};
    request.tool = offeredTool(object["tools"_L1].toArray());
    if (!request.asked.toolResult && !request.tool.isEmpty())
        request.asked.readPath = fileWantedIn(request.asked.prompt);
    return request;
}

} // namespace homeport
