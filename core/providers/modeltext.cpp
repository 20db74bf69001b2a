// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/modeltext.h"

#include "core/providers/jsontext.h"

#include <QByteArrayList>
#include <QDateTime>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString shownName(const ListedModel &model)
{
    return model.displayName.isEmpty() ? model.id : model.displayName;
}

// Written by hand: QJsonObject would sort the fields, and the originals have them in this order. A date that is not known is 1970, as
// Anthropic documents it.
QByteArray anthropicModel(const ListedModel &model)
{
    const QString date = QDateTime::fromSecsSinceEpoch(model.createdAt, Qt::UTC).toString(Qt::ISODate);
    return R"({"type":"model","id":)" + writtenJson(model.id) + R"(,"display_name":)" + writtenJson(shownName(model)) + R"(,"created_at":)"
           + writtenJson(date) + '}';
}

QByteArray openAiModel(const ListedModel &model)
{
    return R"({"id":)" + writtenJson(model.id) + R"(,"object":"model","created":)" + QByteArray::number(model.createdAt) + R"(,"owned_by":)"
           + writtenJson(model.owner.isEmpty() ? u"homeport"_s : model.owner) + '}';
}

QByteArray geminiModel(const ListedModel &model)
{
    return R"({"name":)" + writtenJson(QString(u"models/"_s + model.id)) + R"(,"displayName":)" + writtenJson(shownName(model)) + '}';
}

QByteArray joined(ModelShape shape, const QList<ListedModel> &models)
{
    QByteArrayList objects;
    objects.reserve(models.size());
    for (const ListedModel &model : models)
        objects << modelBody(shape, model);
    return '[' + objects.join(',') + ']';
}

QByteArray native(ModelShape shape, const QList<ListedModel> &models)
{
    QByteArrayList objects;
    for (const ListedModel &model : models) {
        if (model.shape == shape && !model.description.isEmpty())
            objects << model.description;
    }
    return '[' + objects.join(',') + ']';
}

} // namespace

QByteArray modelBody(ModelShape shape, const ListedModel &model)
{
    if (shape == ModelShape::Codex)
        shape = ModelShape::OpenAi;
    if (model.shape == shape && !model.description.isEmpty())
        return model.description;
    switch (shape) {
    case ModelShape::Anthropic:
        return anthropicModel(model);
    case ModelShape::Gemini:
        return geminiModel(model);
    case ModelShape::OpenAi:
    case ModelShape::Codex:
        break;
    }
    return openAiModel(model);
}

QByteArray modelListBody(ModelShape shape, const QList<ListedModel> &models)
{
    const QByteArray all = joined(shape, models);
    switch (shape) {
    case ModelShape::Anthropic: {
        const QByteArray first = models.isEmpty() ? QByteArray("null") : writtenJson(models.constFirst().id);
        const QByteArray last = models.isEmpty() ? QByteArray("null") : writtenJson(models.constLast().id);
        return R"({"data":)" + all + R"(,"has_more":false,"first_id":)" + first + R"(,"last_id":)" + last + '}';
    }
    case ModelShape::Gemini:
        return R"({"models":)" + all + '}';
    case ModelShape::Codex:
        return R"({"object":"list","data":)" + all + R"(,"models":)" + native(shape, models) + '}';
    case ModelShape::OpenAi:
        break;
    }
    return R"({"object":"list","data":)" + all + '}';
}

} // namespace homeport
