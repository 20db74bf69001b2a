// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/rendertools.h"

#include "app/ctl/render.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString dash(const QString &text)
{
    return text.isEmpty() ? u"-"_s : text;
}

QString stateText(const QJsonObject &tool)
{
    const QString state = tool["state"_L1].toString();
    if (tool["interrupted"_L1].toBool())
        return u"interrupted"_s;
    if (state == "not_installed"_L1)
        return u"not installed"_s;
    if (state == "changed_elsewhere"_L1)
        return u"changed by someone else"_s;
    return tool["outdated"_L1].toBool() ? state + u", by an older recipe"_s : state;
}

QString linesOf(const QJsonValue &texts, const QString &before)
{
    QString all;
    for (const QJsonValue &text : texts.toArray())
        all += before + printable(text.toString()) + u'\n';
    return all;
}

// What somebody should know of a tool, below the table or beside its fields.
QString remarks(const QJsonObject &tool)
{
    const QString name = tool["name"_L1].toString();
    QString text;
    if (const QString problem = tool["problem"_L1].toString(); !problem.isEmpty())
        text += printable(u"%1: %2"_s.arg(name, problem)) + u'\n';
    text += linesOf(tool["changed_keys"_L1], name + u": changed since: "_s);
    for (const QJsonValue &conflict : tool["conflicts"_L1].toArray())
        text += printable(u"%1: %2 is set here. %3"_s.arg(name, conflict["variable"_L1].toString(), conflict["why"_L1].toString())) + u'\n';
    if (tool["interrupted"_L1].toBool())
        text += printable(u"%1: setting it up was interrupted; run homeportctl tools configure %2 or tools restore %2"_s.arg(
                    name, tool["id"_L1].toString()))
                + u'\n';
    return text;
}

QString listText(const QJsonArray &tools)
{
    QList<QStringList> rows{{u"TOOL"_s, u"NAME"_s, u"STATE"_s, u"VERSION"_s, u"FOUND BY"_s, u"ADDRESS"_s}};
    QString below;
    for (const QJsonValue &value : tools) {
        const QJsonObject tool = value.toObject();
        rows.append({tool["id"_L1].toString(), tool["name"_L1].toString(), stateText(tool), dash(tool["version"_L1].toString()),
                     dash(tool["source"_L1].toString()), dash(tool["base_url"_L1].toString())});
        if (tool["state"_L1].toString() != "not_installed"_L1)
            below += remarks(tool);
    }
    return renderTable(rows) + below;
}

QString showText(const QJsonObject &tool)
{
    QString text = renderTable({{u"tool"_s, tool["id"_L1].toString()},
                                {u"name"_s, tool["name"_L1].toString()},
                                {u"state"_s, stateText(tool)},
                                {u"version"_s, dash(tool["version"_L1].toString())},
                                {u"program"_s, dash(tool["executable"_L1].toString())},
                                {u"found by"_s, dash(tool["source"_L1].toString())},
                                {u"address"_s, dash(tool["base_url"_L1].toString())},
                                {u"set up"_s, localTime(tool["configured_at"_L1])}});
    if (tool["from_documentation"_L1].toBool())
        text += u"This recipe follows the tool's documentation; it was not tried with the tool itself.\n"_s;
    return text + linesOf(tool["notes"_L1], {}) + remarks(tool);
}

QString diffText(const QJsonArray &diff, bool colours)
{
    QString text;
    for (const QJsonValue &line : diff) {
        const QString kind = line["kind"_L1].toString();
        const bool added = kind == "added"_L1;
        const bool removed = kind == "removed"_L1;
        const QString sign = added ? u"+"_s : removed ? u"-"_s : kind == "gap"_L1 ? u"..."_s : u" "_s;
        const QString plain = u"  "_s + sign + u' ' + printable(line["text"_L1].toString().replace(u'\t', u"    "_s));
        const bool coloured = colours && (added || removed);
        text += (coloured ? (added ? u"\x1b[32m"_s : u"\x1b[31m"_s) : QString()) + plain + (coloured ? u"\x1b[0m"_s : QString()) + u'\n';
    }
    return text;
}

QString fileText(const QJsonObject &file, bool colours)
{
    if (!file["changes"_L1].toBool())
        return {};
    const QString path = file["path"_L1].toString();
    QString text = printable(path)
                   + (file["creates"_L1].toBool()   ? u" (new)"_s
                      : file["removes"_L1].toBool() ? u" (goes: nothing else is in it)"_s
                                                    : QString())
                   + u'\n';
    if (file["linked"_L1].toBool())
        text += printable(u"  It is a link: %1 changes."_s.arg(file["target"_L1].toString())) + u'\n';
    if (file["holds_key"_L1].toBool())
        text += u"  The key stands in this file, readable by you alone (mode %1).\n"_s.arg(file["mode"_L1].toString());
    else if (file["mode"_L1].toString() != file["mode_before"_L1].toString() && !file["creates"_L1].toBool()
             && !file["removes"_L1].toBool())
        text += u"  Its mode becomes %1.\n"_s.arg(file["mode"_L1].toString());
    return text + diffText(file["diff"_L1].toArray(), colours);
}

QString changesText(const QJsonObject &plan, bool colours)
{
    QString text;
    for (const QJsonValue &file : plan["files"_L1].toArray())
        text += fileText(file.toObject(), colours);
    text += linesOf(plan["taken_over"_L1], u"Changed by someone else, and set again: "_s);
    return text + linesOf(plan["left"_L1], u"Changed by someone else, or would not fit with what was, and left as it is: "_s);
}

QString configureText(const QJsonObject &result, bool colours)
{
    const QJsonObject plan = result["plan"_L1].toObject();
    const QString name = printable(plan["name"_L1].toString());
    if (!plan["changes"_L1].toBool())
        return name + u" is set up already; nothing changes\n"_s + remarks(result["tool"_L1].toObject());
    const QString text = changesText(plan, colours);
    if (result["dry_run"_L1].toBool())
        return text + name + u": nothing was changed (--dry-run)\n"_s;
    const QJsonObject tool = result["tool"_L1].toObject();
    return text + name + u" is set up\n"_s + linesOf(tool["notes"_L1], u"  "_s) + remarks(tool);
}

QString restoreText(const QJsonObject &result, bool colours)
{
    const bool dryRun = result["dry_run"_L1].toBool();
    QString text;
    for (const QJsonValue &value : result["restored"_L1].toArray()) {
        const QJsonObject plan = value.toObject();
        text += changesText(plan, colours) + printable(plan["name"_L1].toString())
                + (dryRun                                ? u": nothing was changed (--dry-run)\n"_s
                   : plan["left"_L1].toArray().isEmpty() ? u" is as it was before Homeport\n"_s
                                                         : u" is restored, but for what someone else has changed\n"_s);
    }
    for (const QJsonValue &problem : result["failed"_L1].toArray())
        text += printable(u"%1 could not be restored: %2"_s.arg(problem["id"_L1].toString(), problem["problem"_L1].toString())) + u'\n';
    for (const QJsonValue &key : result["keys_left"_L1].toArray()) {
        const QString problem = key["problem"_L1].toString();
        text += printable(problem.isEmpty()
                              ? u"Homeport does not run, so the key of %1 stays valid: "_s.arg(key["name"_L1].toString())
                              : u"The key of %1 could not be revoked (%2) and stays valid: "_s.arg(key["name"_L1].toString(), problem))
                + u"homeportctl keys revoke ID, which homeportctl keys list tells\n"_s;
    }
    return text.isEmpty() ? u"no tool is set up\n"_s : text;
}

QString testText(const QJsonObject &test)
{
    const int status = test["status"_L1].toInt();
    const QString name = printable(test["name"_L1].toString());
    const QString was = test["configured_for"_L1].toString();
    QString text = status >= 200 && status < 300
                       ? u"%1: answered in %2 ms, %3 models\n"_s.arg(name).arg(test["ms"_L1].toInteger()).arg(test["models"_L1].toInt())
                       : u"%1: refused with status %2: %3\n"_s.arg(name).arg(status).arg(printable(test["message"_L1].toString()));
    if (was != test["base_url"_L1].toString())
        text += u"It is set up for %1, but Homeport listens at %2: configure it again.\n"_s.arg(was, test["base_url"_L1].toString());
    return text;
}

QString sdkText(const QJsonArray &all)
{
    QString text = u"A key: homeportctl keys create --name NAME\n"_s;
    for (const QJsonValue &one : all)
        text += u"\n# "_s + one["title"_L1].toString() + u'\n' + linesOf(one["lines"_L1], {});
    return text;
}

} // namespace

QString toolsText(const QString &command, const QJsonObject &result, bool colours)
{
    if (command == "tools show"_L1)
        return showText(result["tools"_L1].toArray().first().toObject());
    if (command == "tools list"_L1)
        return listText(result["tools"_L1].toArray());
    if (command == "tools configure"_L1)
        return configureText(result, colours);
    if (command == "tools restore"_L1)
        return restoreText(result, colours);
    if (command == "tools test"_L1)
        return testText(result["tool_test"_L1].toObject());
    if (command == "tools key"_L1)
        return result["tool_key"_L1]["key"_L1].toString() + u'\n';
    return sdkText(result["lines"_L1].toArray());
}

} // namespace homeport
