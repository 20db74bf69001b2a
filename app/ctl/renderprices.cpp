// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/renderprices.h"

#include "app/ctl/render.h"

#include <QDateTime>
#include <QJsonArray>
#include <QLocale>
#include <QStringList>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString amount(const QJsonValue &dollars)
{
    return QString::number(dollars.toDouble(), 'f', QLocale::FloatingPointShortest);
}

QString amounts(const QJsonObject &price)
{
    return u"%1 in, %2 out, %3/%4 written, %5 read"_s.arg(amount(price["input"_L1]), amount(price["output"_L1]),
                                                          amount(price["cache_write_5m"_L1]), amount(price["cache_write_1h"_L1]),
                                                          amount(price["cache_read"_L1]));
}

// One period, or several.
QString priceText(const QJsonValue &price)
{
    const QJsonArray periods = price.isArray() ? price.toArray() : QJsonArray{price};
    QStringList texts;
    for (const QJsonValue &period : periods) {
        QString text = amounts(period.toObject());
        if (const double searches = period["web_search"_L1].toDouble(); searches > 0)
            text += u", %1 a thousand searches"_s.arg(amount(searches));
        if (const QJsonObject more = period["long_prompt"_L1].toObject(); !more.isEmpty())
            text += u"; above %1 tokens %2"_s.arg(more["above"_L1].toInteger()).arg(amounts(more));
        const QString from = period["from"_L1].toString();
        const QString until = period["until"_L1].toString();
        text += (from.isEmpty() ? QString() : QString(u" from " + from)) + (until.isEmpty() ? QString() : QString(u" until " + until));
        texts << text;
    }
    return texts.join(u"; "_s);
}

QString changesText(const QJsonArray &changes)
{
    QStringList lines[3]; // new, changed, gone
    bool overrides = false;
    for (const QJsonValue &change : changes) {
        const QJsonValue before = change["before"_L1];
        const QJsonValue after = change["after"_L1];
        const QString mark = change["overridden"_L1].toBool() ? u" *"_s : QString();
        overrides = overrides || !mark.isEmpty();
        const QString model = change["model"_L1].toString() + mark;
        if (before.isNull())
            lines[0] << printable(u"new      %1: %2"_s.arg(model, priceText(after)));
        else if (after.isNull())
            lines[2] << printable(u"gone     %1: %2"_s.arg(model, priceText(before)));
        else
            lines[1] << printable(u"changed  %1: %2"_s.arg(model, priceText(before)))
                     << printable(u"         now %1"_s.arg(priceText(after)));
    }
    QString text;
    for (const QStringList &part : lines) {
        for (const QString &line : part)
            text += line + u'\n';
    }
    if (overrides)
        text += u"* your own price of it stays\n"_s;
    return text + u"%1 new, %2 changed, %3 gone"_s.arg(lines[0].size()).arg(lines[1].size() / 2).arg(lines[2].size());
}

QString checkText(const QJsonObject &check)
{
    const QJsonArray changes = check["changes"_L1].toArray();
    const QString head = printable(u"%1, version %2"_s.arg(check["source"_L1].toString(), check["version"_L1].toString())) + u'\n';
    QString leftOut;
    for (const QJsonValue &one : check["left_out"_L1].toArray())
        leftOut += printable(u"left out %1"_s.arg(one.toString())) + u'\n';
    if (changes.isEmpty())
        return head + leftOut + u"nothing would change\n"_s;
    return head + leftOut + u"US dollars per million tokens:\n"_s + changesText(changes)
           + u"; nothing was changed yet: homeportctl prices apply takes them\n"_s;
}

QString stateText(const QJsonObject &prices)
{
    QList<QStringList> rows{{u"PRICES"_s, u"VERSION"_s, u"MODELS"_s, u"FETCHED"_s, u"FROM"_s}};
    const QJsonArray layers = prices["layers"_L1].toArray();
    for (const QJsonValue &layer : layers) {
        const QString problem = layer["problem"_L1].toString();
        const QDateTime fetched = QDateTime::fromString(layer["fetched_at"_L1].toString(), Qt::ISODate);
        const QString source = layer["source"_L1].toString();
        rows.append({layer["kind"_L1].toString(), problem.isEmpty() ? layer["version"_L1].toString() : u"left out"_s,
                     QString::number(layer["models"_L1].toInteger()),
                     fetched.isValid() ? fetched.toLocalTime().toString(u"yyyy-MM-dd HH:mm") : u"-"_s,
                     source.isEmpty() ? layer["file"_L1].toString() : source});
    }
    const QString problem = prices["problem"_L1].toString();
    return renderTable(rows) + u"%1 models have a price\n"_s.arg(prices["models"_L1].toInteger())
           + (problem.isEmpty() ? QString() : QString(printable(problem) + u'\n'));
}

} // namespace

QString pricesText(const QJsonObject &result)
{
    if (result["prices"_L1].isObject())
        return stateText(result["prices"_L1].toObject());
    if (result["check"_L1].isObject())
        return checkText(result["check"_L1].toObject());
    if (!result["applied"_L1].isObject())
        return {};
    const QJsonObject applied = result["applied"_L1].toObject();
    return printable(u"prices of %1 are used from now on"_s.arg(applied["version"_L1].toString())) + u'\n';
}

} // namespace homeport
