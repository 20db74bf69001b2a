// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/renderquota.h"

#include "app/ctl/render.h"
#include "app/ctl/renderusage.h"

#include <QLocale>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString count(const QJsonValue &value)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(value.toInteger());
}

QString spanText(qint64 seconds)
{
    if (seconds < 60)
        return u"%1 s"_s.arg(seconds);
    if (seconds < 3600)
        return u"%1 min"_s.arg(seconds / 60);
    return seconds < 2 * 86'400 ? u"%1 h"_s.arg(seconds / 3600) : u"%1 d"_s.arg(seconds / 86'400);
}

QString usedText(const QJsonObject &window)
{
    if (window["used"_L1].isDouble())
        return u"%1 % used"_s.arg(std::lround(window["used"_L1].toDouble() * 100));
    if (window["unit"_L1].toString() == u"nano_usd")
        return window["remaining"_L1].isDouble() ? u"%1 left"_s.arg(dollarsText(window["remaining"_L1])) : u"no limit"_s;
    if (window["remaining"_L1].isDouble()) // of credit there is no whole
        return u"%1 left"_s.arg(count(window["remaining"_L1]));
    return u"not said"_s;
}

QString ageText(const QJsonObject &window)
{
    const QJsonValue age = window["age_seconds"_L1];
    if (!age.isDouble() || age.toInteger() < -60) // the clock was set back
        return u"not known"_s;
    const QString text = spanText(std::max<qint64>(age.toInteger(), 0));
    return window["stale"_L1].toBool() ? QString(text + u", old") : text;
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? u"-"_s : text;
}

} // namespace

QString quotaText(const QJsonArray &accounts)
{
    QList<QStringList> rows{{u"ACCOUNT"_s, u"WINDOW"_s, u"USED"_s, u"RESETS"_s, u"AGE"_s, u"SOURCE"_s, u"PACE"_s}};
    QString parks;
    for (const QJsonValue &account : accounts) {
        const QString name = account["account"_L1].toString();
        for (const QJsonValue &one : account["windows"_L1].toArray()) {
            const QJsonObject window = one.toObject();
            rows.append({name, window["name"_L1].toString(), usedText(window), localTime(window["resets_at"_L1]), ageText(window),
                         orDash(window["source"_L1].toString()), orDash(window["pace"_L1]["text"_L1].toString())});
        }
        for (const QJsonValue &park : account["parks"_L1].toArray()) {
            const QString family = park["family"_L1].toString();
            parks += printable(u"%1%2 is parked until %3: %4"_s.arg(name, family.isEmpty() ? QString() : u" for "_s + family,
                                                                    localTime(park["until"_L1]), park["why"_L1].toString()))
                     + u'\n';
        }
    }
    return (rows.size() == 1 ? u"no provider has said anything of its quota yet\n"_s : renderTable(rows)) + parks;
}

QString testText(const QJsonObject &test)
{
    const QString model = test["model"_L1].toString();
    QString text = u"it answered after %1 ms (status %2%3)"_s.arg(test["total_ms"_L1].toInteger())
                       .arg(test["status"_L1].toInt())
                       .arg(model.isEmpty() ? QString() : u", "_s + model);
    const QJsonObject credit = test["credit"_L1].toObject();
    if (credit.isEmpty())
        return printable(text) + u'\n';
    const QJsonValue left = credit["remaining_nanos"_L1];
    const QJsonValue used = credit["used_nanos"_L1];
    QString money = left.isDouble() ? u"%1 of credit left"_s.arg(dollarsText(left)) : u"this key's credit has no limit"_s;
    if (used.isDouble())
        money += u", %1 used so far"_s.arg(dollarsText(used));
    money += u" (%1)"_s.arg(credit["source"_L1].toString());
    return printable(text) + u'\n' + printable(money) + u'\n';
}

} // namespace homeport
