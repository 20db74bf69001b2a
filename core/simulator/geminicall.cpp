// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/geminicall.h"

#include "core/providers/vertexaddress.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr std::array<QLatin1StringView, 3> Models{"gemini-demo"_L1, "gemini-demo-lite"_L1, "gemini-demo-embedding"_L1};

QJsonObject modelObject(QLatin1StringView id)
{
    const bool embeds = id.endsWith("embedding"_L1);
    return {{u"name"_s, u"models/%1"_s.arg(id)},
            {u"version"_s, u"001"_s},
            {u"displayName"_s, u"Simulated %1"_s.arg(id)},
            {u"inputTokenLimit"_s, 1'048'576},
            {u"outputTokenLimit"_s, 65'536},
            {u"supportedGenerationMethods"_s, embeds ? QJsonArray{u"embedContent"_s} : QJsonArray{u"generateContent"_s, u"countTokens"_s}}};
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

const QJsonObject &tier()
{
    static const QJsonObject standard{{u"id"_s, u"standard-tier"_s},
                                      {u"name"_s, u"Gemini Code Assist (simulated)"_s},
                                      {u"isDefault"_s, true},
                                      {u"userDefinedCloudaicompanionProject"_s, true}};
    return standard;
}

QJsonObject onboarding(bool isDone)
{
    QJsonObject operation{{u"name"_s, u"operations/simulated"_s}, {u"done"_s, isDone}};
    if (isDone)
        operation.insert(u"response"_s, QJsonObject{{u"cloudaicompanionProject"_s,
                                                     QJsonObject{{u"id"_s, u"simulated-project"_s}, {u"name"_s, u"simulated-project"_s}}}});
    return operation;
}

// What stands below a project and a region: "/models/ID:verb"; null: it is no such path.
QByteArrayView vertexPath(QByteArrayView path)
{
    constexpr QByteArrayView models = "/models/";
    const qsizetype at = path.indexOf(models);
    return at > 0 && vertexPlaceOf(QString::fromLatin1(path.first(at))) ? path.sliced(at) : QByteArrayView();
}

} // namespace

std::optional<GeminiCall> geminiCallOf(const HttpRequest &request)
{
    QByteArrayView path = request.path();
    GeminiCall call;
    call.eventStream = request.target.contains("alt=sse");
    if (path.startsWith("/v1internal")) {
        call.codeAssist = true;
        call.verb = path.startsWith("/v1internal:") ? path.sliced(12).toByteArray() : QByteArray("operation");
        return call;
    }
    const bool isBeta = path.startsWith("/v1beta/models");
    if (const QByteArrayView below = vertexPath(path); !below.isNull() && below.contains(':')) {
        call.vertex = true;
        path = below.sliced(7);
    } else if (isBeta || (path.startsWith("/v1/models") && (path.contains(':') || request.headers.contains("x-goog-api-key")))) {
        path = path.sliced(isBeta ? 14 : 10);
    } else {
        return std::nullopt;
    }
    const qsizetype colon = path.lastIndexOf(':');
    call.verb = colon < 0 ? QByteArray() : path.sliced(colon + 1).toByteArray();
    path = colon < 0 ? path : path.first(colon);
    call.model = path.startsWith('/') ? path.sliced(1).toByteArray() : QByteArray();
    return call;
}

std::optional<QByteArray> codeAssistAnswer(const GeminiCall &call)
{
    if (call.verb == "loadCodeAssist")
        return compact(
            {{u"currentTier"_s, tier()}, {u"allowedTiers"_s, QJsonArray{tier()}}, {u"cloudaicompanionProject"_s, u"simulated-project"_s}});
    if (call.verb == "onboardUser" || call.verb == "operation") // done at the second look
        return compact(onboarding(call.verb == "operation"));
    if (call.verb == "retrieveUserQuota")
        return compact({{u"buckets"_s, QJsonArray{QJsonObject{{u"modelId"_s, u"gemini-demo"_s},
                                                              {u"tokenType"_s, u"REQUESTS"_s},
                                                              {u"remainingAmount"_s, u"900"_s},
                                                              {u"remainingFraction"_s, 0.9},
                                                              {u"resetTime"_s, u"2030-01-01T00:00:00Z"_s}}}}});
    if (call.verb == "listExperiments")
        return compact({{u"experimentIds"_s, QJsonArray()}, {u"flags"_s, QJsonArray()}});
    return std::nullopt;
}

std::optional<QByteArray> geminiModels(QByteArrayView id)
{
    if (id.isEmpty()) {
        QJsonArray models;
        for (const QLatin1StringView model : Models)
            models.append(modelObject(model));
        return compact({{u"models"_s, models}});
    }
    const auto *found = std::find_if(Models.begin(), Models.end(),
                                     [id](QLatin1StringView model) { return id == QByteArrayView(model.data(), model.size()); });
    return found == Models.end() ? std::nullopt : std::optional(compact(modelObject(*found)));
}

} // namespace homeport
