// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/renderprograms.h"

#include "app/ctl/render.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString askingText(const QJsonObject &result)
{
    return result["asking"_L1].toBool() ? u"new programs wait until you have allowed them\n"_s
                                        : u"any program that has a key may use Homeport; \"homeportctl programs ask on\" changes that\n"_s;
}

QString listText(const QJsonObject &result)
{
    QList<QStringList> rows{{u"STATE"_s, u"SINCE"_s, u"PROGRAM"_s}};
    for (const QJsonValue &program : result["waiting"_L1].toArray()) {
        rows.append({program["requests"_L1].toInt() > 0 ? u"waits"_s : u"asked"_s, localTime(program["asked_at"_L1]),
                     program["path"_L1].toString() + u", "_s + program["program"_L1].toString()});
    }
    for (const QJsonValue &program : result["programs"_L1].toArray()) {
        rows.append({program["allowed"_L1].toBool() ? u"allowed"_s : u"denied"_s, localTime(program["decided_at"_L1]),
                     program["path"_L1].toString()});
    }
    return (rows.size() == 1 ? u"no programs\n"_s : renderTable(rows)) + askingText(result);
}

} // namespace

QString programsText(const QString &command, const QJsonObject &result)
{
    if (command == "programs"_L1)
        return listText(result);
    if (command == "programs ask"_L1)
        return askingText(result);
    if (command == "programs forget"_L1)
        return printable(u"forgot %1"_s.arg(result["forgotten_program"_L1].toString())) + u'\n';
    if (command != "programs allow"_L1 && command != "programs deny"_L1)
        return {};
    const QString said = result["program"_L1]["allowed"_L1].toBool() ? u"%1 is allowed"_s : u"%1 is denied"_s;
    return printable(said.arg(result["program"_L1]["path"_L1].toString())) + u'\n'
           + (result["asking"_L1].toBool() ? QString() : askingText(result));
}

} // namespace homeport
