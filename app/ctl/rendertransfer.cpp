// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/rendertransfer.h"

#include <QJsonArray>
#include <QStringList>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString joined(const QJsonValue &array)
{
    QStringList texts;
    for (const QJsonValue &one : array.toArray())
        texts << one.toString();
    return texts.join(u", "_s);
}

} // namespace

QString transferEventText(const QJsonObject &event)
{
    if (event.contains("unknown_columns"_L1))
        return u"columns nobody knows are ignored: %1"_s.arg(joined(event["unknown_columns"_L1]));
    if (!event.contains("row"_L1))
        return {};
    const QJsonObject row = event["row"_L1].toObject();
    const QString name = row["name"_L1].toString();
    return u"%1%2: %3%4"_s.arg(row["place"_L1].toString(), name.isEmpty() ? QString() : u" ("_s + name + u')',
                               row["verdict"_L1].toString() == "duplicate"_L1 ? u"there already: "_s : QString(), row["why"_L1].toString());
}

QString transferResultText(const QJsonObject &result)
{
    if (result.contains("preview"_L1)) {
        const QJsonObject preview = result["preview"_L1].toObject();
        return u"%1 accounts can be added, %2 are there already, %3 have errors; nothing was changed"_s.arg(preview["ready"_L1].toInt())
            .arg(preview["duplicates"_L1].toInt())
            .arg(preview["wrong"_L1].toInt());
    }
    if (result.contains("import"_L1)) {
        const QJsonObject import = result["import"_L1].toObject();
        const QString refused = joined(import["refused"_L1]);
        return u"%1 accounts added, %2 were there already, %3 left out for errors%4"_s.arg(import["added"_L1].toInt())
            .arg(import["duplicates"_L1].toInt())
            .arg(import["wrong"_L1].toInt())
            .arg(refused.isEmpty() ? QString() : u" (taken meanwhile: "_s + refused + u')');
    }
    if (!result.contains("export"_L1))
        return {};
    const QJsonObject made = result["export"_L1].toObject();
    const QString leftOut = joined(made["left_out"_L1]);
    return u"%1 accounts written to %2%3"_s.arg(made["accounts"_L1].toInt())
        .arg(made["file"_L1].toString(), leftOut.isEmpty() ? QString() : u"; left out, for their credentials do not open: "_s + leftOut);
}

} // namespace homeport
