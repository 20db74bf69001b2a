// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/modelrulesjson.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

Error invalid(const QString &why)
{
    return {Error::Code::Invalid, why};
}

} // namespace

QJsonObject toJson(const ModelRules &rules)
{
    QJsonObject json;
    if (!rules.allow.isEmpty())
        json.insert(u"allow"_s, QJsonArray::fromStringList(rules.allow));
    QJsonObject aliases;
    for (auto one = rules.aliases.cbegin(); one != rules.aliases.cend(); ++one)
        aliases.insert(one.key(), one.value());
    if (!aliases.isEmpty())
        json.insert(u"aliases"_s, aliases);
    return json;
}

Result<ModelRules> modelRulesFromJson(const QJsonObject &json)
{
    ModelRules rules;
    for (const QString &key : json.keys()) {
        if (key == u"allow" && json.value(key).isArray()) {
            for (const QJsonValue pattern : json.value(key).toArray()) {
                if (!pattern.isString() || pattern.toString().isEmpty())
                    return invalid(u"\"allow\" must hold names of models or patterns with *."_s);
                rules.allow << pattern.toString();
            }
        } else if (key == u"aliases" && json.value(key).isObject()) {
            const QJsonObject aliases = json.value(key).toObject();
            for (const QString &alias : aliases.keys()) {
                if (alias.isEmpty() || aliases.value(alias).toString().isEmpty())
                    return invalid(u"\"aliases\" must give each name the name of a model."_s);
                rules.aliases.insert(alias, aliases.value(alias).toString());
            }
        } else {
            return invalid(u"\"%1\" is no rule about models, or has the wrong form."_s.arg(key));
        }
    }
    return rules;
}

QString aliasesText(const ModelAliases &aliases)
{
    QJsonObject json;
    for (auto one = aliases.cbegin(); one != aliases.cend(); ++one)
        json.insert(one.key(), *one);
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

ModelAliases aliasesFromText(const QString &text)
{
    ModelAliases aliases;
    const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
    for (auto one = json.begin(); one != json.end(); ++one) {
        if (problemWith(ModelAliases{{one.key(), one.value().toString()}}).isEmpty())
            aliases.insert(one.key(), one.value().toString());
    }
    return aliases;
}

AccountRouting routingOf(const RoutingColumns &columns)
{
    AccountRouting routing{columns.priority, columns.weight, columns.reservePercent, {}};
    const QJsonDocument json = QJsonDocument::fromJson(columns.models.toUtf8());
    const Result<ModelRules> rules = modelRulesFromJson(json.object());
    routing.models = json.isObject() && rules ? *rules : ModelRules{{u""_s}, {}};
    return routing;
}

RoutingColumns columnsOf(const AccountRouting &routing)
{
    return {routing.priority, routing.weight, routing.reservePercent,
            QString::fromUtf8(QJsonDocument(toJson(routing.models)).toJson(QJsonDocument::Compact))};
}

} // namespace homeport
