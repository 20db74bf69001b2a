// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/rendersettings.h"

#include "app/ctl/render.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString valueText(const QJsonObject &setting)
{
    const QString value = setting["value"_L1].toString();
    const QString by = setting["set_by"_L1].toString();
    return (value.isEmpty() ? u"-"_s : value) + (by.isEmpty() ? QString() : QString(u" (" + by + u')'));
}

QString listText(const QJsonObject &result)
{
    QList<QStringList> rows{{u"NAME"_s, u"VALUE"_s, u"USUAL"_s, u"MAY BE"_s, u"WHAT"_s}};
    const QJsonArray settings = result["settings"_L1].toArray();
    for (const QJsonValue &one : settings) {
        const QString usual = one["usual"_L1].toString();
        rows.append({one["name"_L1].toString(), valueText(one.toObject()), usual.isEmpty() ? u"-"_s : usual, one["range"_L1].toString(),
                     one["help"_L1].toString()});
    }
    QString text = renderTable(rows);
    const QJsonArray problems = result["problems"_L1].toArray();
    for (const QJsonValue &problem : problems)
        text += printable(problem.toString()) + u'\n';
    return text;
}

QString changedText(const QJsonObject &result)
{
    const QJsonObject setting = result["setting"_L1].toObject();
    const QString where = result["base_url"_L1].toString();
    if (setting.isEmpty())
        return printable(u"all settings are as usual; tools reach Homeport at %1"_s.arg(where)) + u'\n';
    const QString name = setting["name"_L1].toString();
    const QString by = setting["set_by"_L1].toString();
    const bool moves = name == "port"_L1 && by.isEmpty();
    const QString text = u"%1 is %2%3"_s.arg(name, valueText(setting), moves ? u": tools reach Homeport at %1"_s.arg(where) : QString());
    return printable(by.isEmpty() ? text : QString(text + u", as this run was started with; what was set holds without it"_s)) + u'\n';
}

QString backupsText(const QJsonObject &backups)
{
    const QString every = backups["every"_L1].toString();
    const QString due = localTime(backups["due_at"_L1]);
    const QString schedule = every == "off"_L1 ? u"no backups are made by themselves: homeportctl settings set backup daily"_s
                                               : u"backups are made %1, the next one at %2"_s.arg(every, due);
    QString text = printable(u"%1, in %2"_s.arg(schedule, backups["folder"_L1].toString())) + u'\n';
    if (const QString problem = backups["problem"_L1].toString(); !problem.isEmpty())
        text += printable(u"the last one was not made: "_s + problem) + u'\n';
    const QJsonArray made = backups["made"_L1].toArray();
    if (made.isEmpty())
        return text + u"there are none\n"_s;
    QList<QStringList> rows{{u"MADE"_s, u"BYTES"_s, u"FILE"_s}};
    for (const QJsonValue &one : made)
        rows.append({localTime(one["made_at"_L1]), QString::number(one["bytes"_L1].toInteger()), one["file"_L1].toString()});
    return text + renderTable(rows);
}

} // namespace

QString settingsText(const QString &command, const QJsonObject &result)
{
    if (command == "settings list"_L1)
        return listText(result);
    if (command == "backups list"_L1)
        return backupsText(result["backups"_L1].toObject());
    if (command == "backups passphrase"_L1)
        return u"scheduled backups are sealed under it from now on; who forgets it has no backup\n"_s;
    return command.startsWith("settings "_L1) ? changedText(result) : QString();
}

} // namespace homeport
