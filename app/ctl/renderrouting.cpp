// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/renderrouting.h"

#include "app/ctl/render.h"
#include "app/ctl/renderquota.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString joined(const QJsonValue &array, const QString &none)
{
    QStringList texts;
    for (const QJsonValue &one : array.toArray())
        texts << one.toString();
    return texts.isEmpty() ? none : texts.join(u", "_s);
}

QString groupsText(const QJsonObject &result)
{
    const QJsonArray groups = result["groups"_L1].toArray();
    QList<QStringList> rows{{u"ID"_s, u"NAME"_s, u"STRATEGY"_s, u"ACCOUNTS"_s}};
    for (const QJsonValue &group : groups)
        rows.append({QString::number(group["id"_L1].toInteger()), group["name"_L1].toString(), group["strategy"_L1].toString(),
                     joined(group["accounts"_L1], u"-"_s)});
    return (groups.isEmpty() ? u"no groups\n"_s : renderTable(rows))
           + u"keys without a group: all accounts, %1\n"_s.arg(result["strategy"_L1].toString());
}

QString aliasesText(const QJsonObject &aliases, const QString &none)
{
    QStringList pairs;
    for (const QString &name : aliases.keys())
        pairs << name + u'=' + aliases.value(name).toString();
    return pairs.isEmpty() ? none : pairs.join(u", "_s);
}

QString aliasesTable(const QJsonObject &aliases)
{
    if (aliases.isEmpty())
        return u"no aliases of models\n"_s;
    QList<QStringList> rows{{u"ASKED FOR"_s, u"SERVED BY"_s}};
    for (const QString &name : aliases.keys())
        rows.append({name, aliases.value(name).toString()});
    return renderTable(rows);
}

QString routingLines(const QJsonObject &routing)
{
    const QJsonObject models = routing["models"_L1].toObject();
    return renderTable({{u"account"_s, routing["name"_L1].toString()},
                        {u"priority"_s, QString::number(routing["priority"_L1].toInt())},
                        {u"weight"_s, QString::number(routing["weight"_L1].toInt())},
                        {u"reserve"_s, u"%1 %"_s.arg(routing["reserve_percent"_L1].toInt())},
                        {u"models"_s, joined(models["allow"_L1], u"any"_s)},
                        {u"aliases"_s, aliasesText(models["aliases"_L1].toObject(), u"none"_s)}});
}

QString dollars(qint64 nanos)
{
    const double amount = static_cast<double>(nanos) / 1e9;
    return u'$' + (nanos % 10'000'000 == 0 ? QString::number(amount, 'f', 2) : QString::number(amount, 'g', 12));
}

QString keyText(const QJsonObject &key)
{
    QList<QStringList> rows{{u"key"_s, key["name"_L1].toString()}, {u"hint"_s, key["hint"_L1].toString()}};
    const QJsonObject policy = key["policy"_L1].toObject();
    for (const QString &name : policy.keys()) {
        const QJsonValue value = policy.value(name);
        if (name.endsWith("_nanos"_L1)) {
            rows.append({name.chopped(6).replace(u'_', u' '), dollars(value.toInteger())});
            continue;
        }
        rows.append({QString(name).replace(u'_', u' '), value.isArray()    ? joined(value, {})
                                                        : value.isObject() ? aliasesText(value.toObject(), {})
                                                        : value.isDouble() ? QString::number(value.toInteger())
                                                                           : value.toString()});
    }
    const QJsonObject usage = key["usage"_L1].toObject();
    rows.append({u"running"_s, u"%1, %2 waiting"_s.arg(usage["running"_L1].toInt()).arg(usage["waiting"_L1].toInt())});
    rows.append(
        {u"today"_s, u"%1 requests, %2 tokens"_s.arg(usage["requests_today"_L1].toInteger()).arg(usage["tokens_today"_L1].toInteger())});
    rows.append({u"cost"_s, u"$%1 today, $%2 this month, $%3 in all"_s.arg(
                                usage["cost_day"_L1].toString(), usage["cost_month"_L1].toString(), usage["cost_total"_L1].toString())});
    return renderTable(rows);
}

QString loginsText(const QJsonArray &logins)
{
    if (logins.isEmpty())
        return u"no tool waits to be let in\n"_s;
    QList<QStringList> rows{{u"CODE"_s, u"TOOL"_s, u"PROGRAM"_s, u"ENDS"_s}};
    for (const QJsonValue &login : logins) {
        const auto orDash = [&login](QStringView field) {
            const QString text = login[field].toString();
            return text.isEmpty() ? u"-"_s : text;
        };
        rows.append({login["code"_L1].toString(), orDash(u"tool"), orDash(u"program"), localTime(login["expires_at"_L1])});
    }
    return renderTable(rows);
}

QString traceText(const QJsonObject &why)
{
    QString text;
    const QString session = why["session"_L1].toString();
    if (!session.isEmpty())
        text += u"session %1%2\n"_s.arg(
            session, why["session_was"_L1].toString().isEmpty() ? QString() : u", was on "_s + why["session_was"_L1].toString());
    if (const QString asked = why["asked_model"_L1].toString(); !asked.isEmpty())
        text += u"asked for %1, an alias put another model in its place\n"_s.arg(asked);
    if (why["queued_ms"_L1].toInteger() > 0)
        text += u"waited %1 ms for a place of its key\n"_s.arg(why["queued_ms"_L1].toInteger());
    if (why["held_ms"_L1].toInteger() > 0)
        text += u"waited %1 ms for a parked account\n"_s.arg(why["held_ms"_L1].toInteger());
    int number = 0;
    for (const QJsonValue &step : why["steps"_L1].toArray()) {
        text += u"%1. by %2 %3\n"_s.arg(++number).arg(step["basis"_L1].toString(), step["rule"_L1].toString());
        for (const QJsonValue &candidate : step["candidates"_L1].toArray())
            text += u"   %1 %2\n"_s.arg(candidate["chosen"_L1].toBool() ? u"*"_s : u" "_s, candidate["reason"_L1].toString());
        if (const QString outcome = step["outcome"_L1].toString(); !outcome.isEmpty())
            text += u"   came of it: %1\n"_s.arg(outcome);
    }
    return text.isEmpty() ? u"no account was looked for\n"_s : text;
}

} // namespace

QString routingText(const QString &command, const QJsonObject &result)
{
    if (command == "quota"_L1)
        return quotaText(result["quota"_L1].toArray());
    if (command == "aliases"_L1)
        return aliasesTable(result["aliases"_L1].toObject());
    if (command == "groups list"_L1)
        return groupsText(result);
    if (command == "groups add"_L1 || command == "groups edit"_L1)
        return printable(u"group %1 \"%2\" has %3"_s.arg(result["group"_L1]["id"_L1].toInteger())
                             .arg(result["group"_L1]["name"_L1].toString(), joined(result["group"_L1]["accounts"_L1], u"no accounts"_s)))
               + u'\n';
    if (command == "groups remove"_L1)
        return u"group %1 removed\n"_s.arg(result["removed_group"_L1].toInteger());
    if (command == "groups strategy"_L1)
        return u"keys without a group: all accounts, %1\n"_s.arg(result["strategy"_L1].toString());
    if (command == "accounts routing"_L1)
        return routingLines(result["routing"_L1].toObject());
    if (command == "keys show"_L1 || command == "keys edit"_L1)
        return keyText(result["key"_L1].toObject());
    if (command == "logins"_L1)
        return loginsText(result["logins"_L1].toArray());
    if (command == "approve"_L1)
        return printable(u"approved: the tool gets key %1 \"%2\" when it asks next"_s.arg(result["key"_L1]["id"_L1].toInteger())
                             .arg(result["key"_L1]["name"_L1].toString()))
               + u'\n';
    if (command == "deny"_L1)
        return u"denied\n"_s;
    if (result["why"_L1].isObject())
        return traceText(result["why"_L1].toObject());
    return {};
}

} // namespace homeport
