// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/messagerequest.h"

#include "core/providers/anthropic/sessionfacts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

Error invalid(const QString &why)
{
    return {Error::Code::Invalid, why};
}

// Content is a string or a list of blocks.
QJsonArray blocksOf(const QJsonValue &content)
{
    if (content.isString())
        return {QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, content}}};
    return content.toArray();
}

QString textOf(const QJsonValue &content)
{
    QString text;
    const QJsonArray blocks = blocksOf(content);
    for (const QJsonValue &block : blocks)
        text += block["text"_L1].toString();
    return text;
}

// Claude Code puts its own reminders into the user's turn, before or after what the person typed.
QString promptOf(const QJsonArray &blocks)
{
    for (qsizetype i = blocks.size() - 1; i >= 0; --i) {
        const QString text = blocks[i]["text"_L1].toString();
        if (blocks[i]["type"_L1] == "text"_L1 && !text.trimmed().isEmpty() && !text.trimmed().startsWith(u"<system-reminder>"))
            return text;
    }
    return {};
}

// Roles other than the user's (Claude Code sends "system" after the prompt) do not count.
QJsonArray lastUserBlocks(const QJsonArray &messages)
{
    for (qsizetype i = messages.size() - 1; i >= 0; --i) {
        if (messages[i]["role"_L1] == "user"_L1)
            return blocksOf(messages[i]["content"_L1]);
    }
    return {};
}

std::optional<QString> toolResultIn(const QJsonArray &blocks)
{
    const auto found = std::find_if(blocks.begin(), blocks.end(),
                                    [](const QJsonValue &block) { return block["type"_L1] == "tool_result"_L1; });
    if (found == blocks.end())
        return std::nullopt;
    return textOf((*found)["content"_L1]);
}

bool offersRead(const QJsonArray &tools)
{
    return std::any_of(tools.begin(), tools.end(), [](const QJsonValue &tool) { return tool["name"_L1] == "Read"_L1; });
}

Result<void> check(const QJsonObject &body, bool needsMaxTokens)
{
    if (!body["model"_L1].isString())
        return invalid(u"model: Field required"_s);
    if (needsMaxTokens && body["max_tokens"_L1].toInt() < 1)
        return invalid(u"max_tokens: Field required"_s);
    if (!body["messages"_L1].isArray())
        return invalid(u"messages: Field required"_s);
    if (body["messages"_L1].toArray().isEmpty())
        return invalid(u"messages: at least one message is required"_s);
    return {};
}

} // namespace

QString fileWantedIn(const QString &prompt)
{
    static const QRegularExpression marker(u"\\[\\[read:(/[^\\]\\n]+)\\]\\]"_s);
    return marker.match(prompt).captured(1);
}

Result<MessageRequest> parseMessageRequest(const QByteArray &body, bool needsMaxTokens)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return invalid(u"The request body is not valid JSON"_s);
    const QJsonObject object = document.object();
    if (const auto checked = check(object, needsMaxTokens); !checked)
        return checked.error();
    const QJsonArray messages = object["messages"_L1].toArray();
    const QJsonArray blocks = lastUserBlocks(messages);
    MessageRequest request;
    request.model = object["model"_L1].toString();
    request.stream = object["stream"_L1].toBool();
    request.prompt = promptOf(blocks);
    request.toolResult = toolResultIn(blocks);
    if (!request.toolResult && offersRead(object["tools"_L1].toArray()))
        request.readPath = fileWantedIn(request.prompt);
    request.schema = object["output_config"_L1]["format"_L1]["schema"_L1].toObject();
    request.cached = body.contains("\"cache_control\"");
    request.longCache = request.cached && anthropicRequestFacts({}, body).longCache;
    request.firstTurn = messages.size() <= 2;
    request.inputTokens = std::max<qint64>(1, body.size() / 4);
    return request;
}

} // namespace homeport
