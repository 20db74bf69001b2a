// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/modellist.h"

#include "core/providers/jsonscanner.h"
#include "core/providers/modelname.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxDisplayName = 512; // bytes
constexpr qsizetype MaxDate = 64;         // bytes
constexpr qsizetype MaxPageToken = 2048;  // bytes

// What the members of one object in a list say.
struct ModelMembers
{
    QString id;
    QString slug;
    QString name;
    QString type;
    QString displayName;
    QString createdAt;
    qint64 created = 0;
};

void readMember(QByteArrayView key, QByteArrayView value, ModelMembers &members)
{
    if (isJsonKey(key, "id"_L1))
        members.id = jsonTextValue(value, MaxModelName);
    else if (isJsonKey(key, "slug"_L1))
        members.slug = jsonTextValue(value, MaxModelName);
    else if (isJsonKey(key, "name"_L1))
        members.name = jsonTextValue(value, MaxDisplayName);
    else if (isJsonKey(key, "type"_L1))
        members.type = jsonTextValue(value, MaxDate);
    else if (isJsonKey(key, "display_name"_L1) || isJsonKey(key, "displayName"_L1))
        members.displayName = jsonTextValue(value, MaxDisplayName);
    else if (isJsonKey(key, "created_at"_L1))
        members.createdAt = jsonTextValue(value, MaxDate);
    else if (isJsonKey(key, "created"_L1))
        members.created = jsonCount(value).value_or(0);
}

// Gemini names a model by its place in a collection.
QString withoutCollection(const QString &name)
{
    constexpr QStringView collection = u"models/";
    return name.startsWith(collection) ? name.sliced(collection.size()) : QString();
}

ListedModel modelOf(const ModelMembers &members)
{
    ListedModel model;
    model.displayName = members.displayName;
    if (!members.slug.isEmpty()) {
        model.shape = ModelShape::Codex;
        model.id = members.slug;
    } else if (!members.id.isEmpty()) {
        model.shape = members.type == "model"_L1 ? ModelShape::Anthropic : ModelShape::OpenAi;
        model.id = members.id;
        if (model.displayName.isEmpty())
            model.displayName = members.name;
    } else {
        model.shape = ModelShape::Gemini;
        model.id = withoutCollection(members.name);
    }
    const QDateTime date = QDateTime::fromString(members.createdAt, Qt::ISODate);
    model.createdAt = date.isValid() ? std::max<qint64>(0, date.toSecsSinceEpoch()) : members.created;
    return model;
}

std::optional<ListedModel> readModel(QByteArrayView object)
{
    ModelMembers members;
    JsonScanner scanner(object);
    const bool isWhole = scanner.members([&](QByteArrayView key) {
        const auto value = scanner.value();
        if (value)
            readMember(key, *value, members);
        return value.has_value();
    });
    ListedModel model = modelOf(members);
    if (!isWhole || model.id.isEmpty())
        return std::nullopt;
    model.description = object.toByteArray();
    return model;
}

bool readList(JsonScanner &scanner, ModelPage &page)
{
    if (!scanner.take('['))
        return false;
    if (scanner.take(']'))
        return true;
    while (true) {
        const auto object = scanner.value();
        if (!object)
            return false;
        if (auto model = readModel(*object))
            page.models << *std::move(model);
        if (scanner.take(']'))
            return true;
        if (!scanner.take(','))
            return false;
    }
}

} // namespace

std::optional<ModelPage> readModelPage(QByteArrayView body)
{
    ModelPage page;
    JsonScanner scanner(body);
    if (scanner.peek() == '[') // Together AI
        return readList(scanner, page) && scanner.isAtEnd() ? std::optional(std::move(page)) : std::nullopt;
    bool isList = false;
    bool hasMore = false;
    QString last;
    QString token;
    const bool isWhole = scanner.members([&](QByteArrayView key) {
        if ((isJsonKey(key, "data"_L1) || isJsonKey(key, "models"_L1)) && scanner.peek() == '[') {
            isList = true;
            return readList(scanner, page);
        }
        const auto value = scanner.value();
        if (value && isJsonKey(key, "has_more"_L1))
            hasMore = *value == "true";
        else if (value && isJsonKey(key, "last_id"_L1))
            last = jsonTextValue(*value, MaxModelName);
        else if (value && isJsonKey(key, "nextPageToken"_L1))
            token = jsonTextValue(*value, MaxPageToken);
        return value.has_value();
    });
    if (!isWhole || !isList || !scanner.isAtEnd())
        return std::nullopt;
    page.next = (hasMore ? last : token).toUtf8();
    return page;
}

QByteArray modelListTarget(Protocol protocol, const QByteArray &next, const QByteArray &codexVersion)
{
    const QByteArray many = QByteArray::number(MostModelsAPage);
    const QByteArray after = next.toPercentEncoding();
    switch (protocol) {
    case Protocol::Anthropic:
        return "/v1/models?limit=" + many + (after.isEmpty() ? QByteArray() : QByteArray("&after_id=" + after));
    case Protocol::Gemini:
        return "/v1beta/models?pageSize=" + many + (after.isEmpty() ? QByteArray() : QByteArray("&pageToken=" + after));
    case Protocol::OpenAi: // it has no pages
        break;
    }
    return codexVersion.isEmpty() ? QByteArray("/v1/models") : QByteArray("/v1/models?client_version=" + codexVersion.toPercentEncoding());
}

} // namespace homeport
