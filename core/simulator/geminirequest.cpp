// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/geminirequest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QJsonArray lastUserParts(const QJsonArray &contents)
{
    for (qsizetype i = contents.size() - 1; i >= 0; --i) {
        if (contents[i]["role"_L1] != "model"_L1)
            return contents[i]["parts"_L1].toArray();
    }
    return {};
}

// Gemini CLI puts what it knows of the folder before what the person typed.
QString promptOf(const QJsonArray &parts)
{
    for (qsizetype i = parts.size() - 1; i >= 0; --i) {
        if (const QString text = parts[i]["text"_L1].toString(); !text.trimmed().isEmpty())
            return text;
    }
    return {};
}

std::optional<QString> toolResultIn(const QJsonArray &parts)
{
    const auto found = std::find_if(parts.begin(), parts.end(),
                                    [](const QJsonValue &part) { return part["functionResponse"_L1].isObject(); });
    if (found == parts.end())
        return std::nullopt;
    const QJsonObject response = (*found)["functionResponse"_L1]["response"_L1].toObject();
    return response.contains("output"_L1) ? response["output"_L1].toString() : QString::fromUtf8(QJsonDocument(response).toJson());
}

bool offersReadFile(const QJsonArray &tools)
{
    return std::any_of(tools.begin(), tools.end(), [](const QJsonValue &tool) {
        const QJsonArray functions = tool["functionDeclarations"_L1].toArray();
        return std::any_of(functions.begin(), functions.end(), [](const QJsonValue &one) { return one["name"_L1] == "read_file"_L1; });
    });
}

QJsonObject schemaOf(const QJsonObject &config)
{
    const QJsonObject schema = config["responseJsonSchema"_L1].toObject();
    return schema.isEmpty() ? config["responseSchema"_L1].toObject() : schema;
}

// Code Assist takes its own shape only. A count names its model inside.
QString problemWithWrapper(const QJsonObject &object)
{
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (!QStringList{u"model"_s, u"project"_s, u"user_prompt_id"_s, u"enabled_credit_types"_s, u"request"_s}.contains(member.key()))
            return u"Invalid JSON payload received. Unknown name \"%1\": Cannot find field. (simulated)"_s.arg(member.key());
    }
    const bool isCount = object["request"_L1]["model"_L1].toString().startsWith(u"models/");
    return isCount || !object["model"_L1].toString().isEmpty() ? QString() : u"The model is not specified. (simulated)"_s;
}

} // namespace

Result<GeminiRequest> parseGeminiRequest(const QByteArray &body, const QString &model, bool wrapped)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return Error{Error::Code::Invalid, u"Invalid JSON payload received."_s};
    const QJsonObject object = wrapped ? document["request"_L1].toObject() : document.object();
    if (wrapped) {
        if (const QString why = problemWithWrapper(document.object()); !why.isEmpty())
            return Error{Error::Code::Invalid, why};
    }
    QJsonArray contents = object["contents"_L1].toArray();
    if (object.contains("content"_L1)) // of an embedding
        contents.append(object["content"_L1]);
    GeminiRequest request;
    request.parts = object["requests"_L1].toArray().size();
    if (contents.isEmpty() && request.parts == 0)
        return Error{Error::Code::Invalid, u"* GenerateContentRequest.contents: contents is not specified"_s};
    const QJsonArray parts = lastUserParts(contents);
    const QJsonObject config = object["generationConfig"_L1].toObject();
    request.model = wrapped ? document["model"_L1].toString() : model;
    request.prompt = promptOf(parts);
    request.toolResult = toolResultIn(parts);
    if (!request.toolResult && offersReadFile(object["tools"_L1].toArray()))
        request.readPath = fileWantedIn(request.prompt);
    request.schema = schemaOf(config);
    request.thoughts = config["thinkingConfig"_L1]["includeThoughts"_L1].toBool();
    request.firstTurn = contents.size() <= 2;
    request.cached = !request.firstTurn;
    request.inputTokens = std::max<qint64>(1, body.size() / 4);
    return request;
}

} // namespace homeport
