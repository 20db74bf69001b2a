// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/toolrecipe.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

// A resource of a static library must be asked for, from outside any namespace.
static void initRecipeResource()
{
    Q_INIT_RESOURCE(recipes);
}

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

Error wrong(const QString &what)
{
    return {Error::Code::Invalid, what};
}

QStringList texts(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &one : value.toArray())
        list << one.toString();
    return list;
}

bool mentions(const QJsonValue &value, QLatin1StringView word)
{
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        return std::any_of(object.begin(), object.end(), [word](const QJsonValue &one) { return mentions(one, word); });
    }
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        return std::any_of(array.begin(), array.end(), [word](const QJsonValue &one) { return mentions(one, word); });
    }
    return value.toString().contains(word);
}

Result<ConfigFormat> formatOf(const QString &word)
{
    if (word == "jsonc"_L1)
        return ConfigFormat::Jsonc;
    if (word == "toml"_L1)
        return ConfigFormat::Toml;
    if (word == "env"_L1)
        return ConfigFormat::Env;
    return wrong(u"files.format must be jsonc, toml or env."_s);
}

Result<ConfigFileRecipe> parseFile(const QJsonObject &object)
{
    ConfigFileRecipe file;
    file.path = object["path"_L1].toString();
    if (!file.path.startsWith("~/"_L1))
        return wrong(u"files.path must begin with ~/."_s);
    file.folderVariable = object["folderVariable"_L1].toString();
    file.alternatives = texts(object["alternatives"_L1]);
    const auto format = formatOf(object["format"_L1].toString());
    if (!format)
        return format.error();
    file.format = *format;
    for (const QJsonValue &value : object["keys"_L1].toArray()) {
        OwnedKey key{texts(value["path"_L1]),    value["value"_L1],           value["optional"_L1].toBool(),
                     value["ifSet"_L1].toBool(), value["absent"_L1].toBool(), value["withTable"_L1].toBool()};
        if (key.path.isEmpty() || key.path.contains(QString()) || key.value.isUndefined() != key.absent)
            return wrong(u"files.keys needs a path, and a value or absent."_s);
        file.keys << key;
    }
    if (file.keys.isEmpty())
        return wrong(u"files.keys is empty."_s);
    return file;
}

DetectionRecipe parseDetection(const QJsonObject &object)
{
    return {texts(object["executables"_L1]), texts(object["packages"_L1]), texts(object["flatpaks"_L1]), texts(object["folders"_L1]),
            texts(object["versionArguments"_L1])};
}

QByteArray readBundled(const QString &name)
{
    initRecipeResource();
    QFile file(u":/recipes/%1.json"_s.arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

bool OwnedKey::holdsKey() const
{
    return mentions(value, "{key}"_L1);
}

bool OwnedKey::namesModel() const
{
    return mentions(value, "{model}"_L1);
}

bool OwnedKey::runsHelper() const
{
    return mentions(value, "{helper"_L1);
}

bool OwnedKey::isSecret() const
{
    return ifSet || absent || holdsKey() || runsHelper();
}

bool OwnedKey::isOfHomeport() const
{
    return holdsKey() || runsHelper() || mentions(value, "{baseUrl}"_L1);
}

bool ToolRecipe::runsHelper() const
{
    return std::any_of(files.begin(), files.end(), [](const ConfigFileRecipe &file) {
        return std::any_of(file.keys.begin(), file.keys.end(), [](const OwnedKey &key) { return key.runsHelper(); });
    });
}

Result<ToolRecipe> parseToolRecipe(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonObject object = QJsonDocument::fromJson(json, &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return wrong(u"Not JSON: %1 at byte %2."_s.arg(problem.errorString()).arg(problem.offset));
    ToolRecipe recipe;
    recipe.id = object["id"_L1].toString();
    recipe.name = object["name"_L1].toString();
    recipe.version = object["version"_L1].toInt();
    recipe.test = object["test"_L1].toString();
    if (recipe.id.isEmpty() || recipe.name.isEmpty() || recipe.version < 1)
        return wrong(u"A recipe needs id, name and version."_s);
    if (!QStringList{u"anthropic"_s, u"openai"_s, u"gemini"_s}.contains(recipe.test))
        return wrong(u"test must be anthropic, openai or gemini."_s);
    recipe.detect = parseDetection(object["detect"_L1].toObject());
    if (recipe.detect.executables.isEmpty())
        return wrong(u"detect.executables is empty."_s);
    for (const QJsonValue &value : object["files"_L1].toArray()) {
        const auto file = parseFile(value.toObject());
        if (!file)
            return file.error();
        recipe.files << *file;
    }
    for (const QJsonValue &value : object["conflicts"_L1].toArray())
        recipe.conflicts << ToolConflict{value["variable"_L1].toString(), value["why"_L1].toString()};
    recipe.notes = texts(object["notes"_L1]);
    recipe.keyByHand = object["keyByHand"_L1].toBool();
    recipe.fromDocumentation = object["fromDocumentation"_L1].toBool();
    return recipe;
}

Result<std::vector<ToolRecipe>> bundledRecipes()
{
    std::vector<ToolRecipe> recipes;
    for (const QJsonValue &id : QJsonDocument::fromJson(readBundled(u"index"_s)).array()) {
        auto recipe = parseToolRecipe(readBundled(id.toString()));
        if (!recipe)
            return Error{Error::Code::Internal, u"The recipe %1: %2"_s.arg(id.toString(), recipe.error().detail)};
        recipes.push_back(*std::move(recipe));
    }
    if (recipes.empty())
        return Error{Error::Code::Internal, u"No recipe is bundled."_s};
    return recipes;
}

Result<QList<SdkLines>> bundledLines()
{
    QList<SdkLines> all;
    for (const QJsonValue &value : QJsonDocument::fromJson(readBundled(u"lines"_s)).array())
        all << SdkLines{value["title"_L1].toString(), value["language"_L1].toString(), texts(value["lines"_L1])};
    if (all.isEmpty())
        return Error{Error::Code::Internal, u"No lines are bundled."_s};
    return all;
}

const ToolRecipe *findRecipe(const std::vector<ToolRecipe> &recipes, const QString &id)
{
    const auto found = std::find_if(recipes.begin(), recipes.end(), [&id](const ToolRecipe &recipe) { return recipe.id == id; });
    return found == recipes.end() ? nullptr : &*found;
}

} // namespace homeport
