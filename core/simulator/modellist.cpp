// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/modellist.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr std::array<QLatin1StringView, 3> Models{"claude-demo"_L1, "claude-demo-large"_L1, "claude-demo-small"_L1};

QJsonObject modelObject(QLatin1StringView id)
{
    return {{u"type"_s, u"model"_s},
            {u"id"_s, id},
            {u"display_name"_s, u"Simulated %1"_s.arg(id)},
            {u"created_at"_s, u"2026-01-01T00:00:00Z"_s}};
}

constexpr std::array<QLatin1StringView, 2> OpenAiModels{"gpt-demo"_L1, "gpt-demo-small"_L1};

QJsonObject openAiModelObject(QLatin1StringView id)
{
    return {{u"object"_s, u"model"_s}, {u"id"_s, id}, {u"created"_s, 1'767'225'600}, {u"owned_by"_s, u"simulator"_s}};
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

QByteArray simulatedModels()
{
    QJsonArray data;
    for (QLatin1StringView id : Models)
        data.append(modelObject(id));
    return compact({{u"data"_s, data}, {u"has_more"_s, false}, {u"first_id"_s, Models.front()}, {u"last_id"_s, Models.back()}});
}

std::optional<QByteArray> simulatedModel(QByteArrayView id)
{
    const auto *found = std::find_if(Models.begin(), Models.end(),
                                     [id](QLatin1StringView model) { return id == QByteArrayView(model.data(), model.size()); });
    return found == Models.end() ? std::nullopt : std::optional(compact(modelObject(*found)));
}

QByteArray openAiModels()
{
    QJsonArray data;
    for (QLatin1StringView id : OpenAiModels)
        data.append(openAiModelObject(id));
    return compact({{u"object"_s, u"list"_s}, {u"data"_s, data}});
}

std::optional<QByteArray> openAiModel(QByteArrayView id)
{
    const auto *found = std::find_if(OpenAiModels.begin(), OpenAiModels.end(),
                                     [id](QLatin1StringView model) { return id == QByteArrayView(model.data(), model.size()); });
    return found == OpenAiModels.end() ? std::nullopt : std::optional(compact(openAiModelObject(*found)));
}

} // namespace homeport
