// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/renderline.h"

#include "app/ctl/render.h"

#include <QRegularExpression>
#include <QStringList>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString dollars(double amount)
{
    return u'$' + QString::number(amount, 'f', 2);
}

QString dollars(const QJsonObject &totals)
{
    const bool isAll = totals["unpriced"_L1].toInteger() == 0;
    return dollars(totals["cost_nanos"_L1].toDouble() / 1e9) + (isAll ? QString() : u"+"_s);
}

// 950, 12k, 3.1M: a line has no room for more.
QString tokens(qint64 count)
{
    const auto amount = static_cast<double>(count);
    if (count < 1000)
        return QString::number(count);
    if (count < 999'500)
        return QString::number(std::lround(amount / 1e3)) + u'k';
    return QString::number(amount / 1e6, 'f', 1) + u'M';
}

// "5h" and "7d_opus" as people write them; other names as they are.
QString windowName(const QString &name)
{
    static const QRegularExpression plan(u"^(\\d+)([hd])(?:_(.+))?$"_s);
    const auto match = plan.match(name);
    if (!match.hasMatch())
        return name;
    const QString family = match.captured(3);
    return match.captured(1) + u' ' + match.captured(2) + (family.isEmpty() ? QString() : QString(u' ' + family));
}

QString quotaText(const QJsonObject &quota, bool several, const QDateTime &now, const QTimeZone &zone)
{
    QString text = u"%1 %2 %"_s.arg(windowName(quota["window"_L1].toString())).arg(std::lround(quota["used"_L1].toDouble() * 100));
    const QDateTime reset = QDateTime::fromString(quota["resets_at"_L1].toString(), Qt::ISODate);
    if (reset.isValid()) {
        const QDateTime there = reset.toTimeZone(zone);
        const bool isToday = there.date() == now.toTimeZone(zone).date();
        text += u" → "_s + there.toString(isToday ? u"HH:mm"_s : u"ddd HH:mm"_s);
    }
    return several ? QString(text + u" (" + quota["account"_L1].toString() + u')') : text;
}

} // namespace

ClaudeStatus readClaudeStatus(const QJsonObject &json)
{
    ClaudeStatus status;
    status.session = json["session_id"_L1].toString();
    status.model = json["model"_L1]["display_name"_L1].toString(json["model"_L1]["id"_L1].toString()).left(60);
    status.dollars = json["cost"_L1]["total_cost_usd"_L1].toDouble(-1);
    return status;
}

QString lineText(const QJsonObject &line, const ClaudeStatus &claude, const QDateTime &now, const QTimeZone &zone)
{
    QStringList parts;
    if (!claude.model.isEmpty())
        parts << claude.model;
    const QString said = claude.dollars >= 0 ? u"CLI "_s + dollars(claude.dollars) : QString();
    if (line.contains("session"_L1))
        parts << u"session "_s + dollars(line["session"_L1].toObject()) + (said.isEmpty() ? said : QString(u" (" + said + u')'));
    else if (!said.isEmpty())
        parts << u"session "_s + said;
    const QJsonObject today = line["today"_L1].toObject();
    parts << dollars(today) + u" today" << tokens(today["tokens"_L1].toInteger()) + u" tokens";
    if (line.contains("quota"_L1))
        parts << quotaText(line["quota"_L1].toObject(), line["accounts"_L1].toInteger() > 1, now, zone);
    return printable(parts.join(u" · "_s)) + u'\n';
}

} // namespace homeport
