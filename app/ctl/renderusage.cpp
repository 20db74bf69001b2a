// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/renderusage.h"

#include "app/ctl/render.h"

#include <QDateTime>
#include <QJsonArray>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString count(qint64 value)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(value); // as all of homeportctl; scripts take --json
}

QString count(const QJsonValue &value)
{
    return count(value.toInteger());
}

QStringList cells(const QString &name, const QJsonObject &totals)
{
    const qint64 written = totals["cache_write_5m"_L1].toInteger() + totals["cache_write_1h"_L1].toInteger();
    return {name,
            count(totals["requests"_L1]),
            count(totals["failed"_L1]),
            count(totals["input"_L1]),
            count(totals["output"_L1]),
            count(written),
            count(totals["cache_read"_L1]),
            dollarsText(totals["cost_nanos"_L1])};
}

QString nameOf(const QJsonObject &row)
{
    if (row.contains("session"_L1)) {
        const QDateTime last = QDateTime::fromString(row["last_at"_L1].toString(), Qt::ISODate).toLocalTime();
        const QString session = row["session"_L1].toString();
        return last.toString(u"yyyy-MM-dd HH:mm  ") + (session.isEmpty() ? u"(without a session)"_s : session);
    }
    if (row.contains("start"_L1)) {
        const QDateTime start = QDateTime::fromString(row["start"_L1].toString(), Qt::ISODate).toLocalTime();
        return start.time() == QTime(0, 0) ? start.toString(u"ddd yyyy-MM-dd") : start.toString(u"yyyy-MM-dd HH:mm");
    }
    return row["name"_L1].toString().isEmpty() ? u"(not known)"_s : row["name"_L1].toString();
}

} // namespace

QString dollarsText(const QJsonValue &nanos)
{
    const double amount = nanos.toDouble() / 1e9;
    return u'$' + QString::number(amount, 'f', amount < 1 ? 4 : 2);
}

QString usageText(const QJsonObject &result)
{
    if (result.contains("csv"_L1))
        return result["csv"_L1].toString();
    const QJsonObject usage = result["usage"_L1].toObject();
    const QJsonObject total = usage["total"_L1].toObject();
    if (total["requests"_L1].toInteger() == 0)
        return u"nothing was used in this time\n"_s;
    QList<QStringList> rows{{u""_s, u"REQUESTS"_s, u"FAILED"_s, u"INPUT"_s, u"OUTPUT"_s, u"CACHE WRITES"_s, u"CACHE READS"_s, u"COST"_s}};
    const QJsonArray slices = usage["rows"_L1].toArray();
    for (const QJsonValue &slice : slices) {
        if (slice["name"_L1].isString() || slice["start"_L1].isString() || slice["session"_L1].isString()) // told apart
            rows.append(cells(nameOf(slice.toObject()), slice.toObject()));
    }
    rows.append(cells(u"total"_s, total));
    QString text = renderTable(rows);
    if (const qint64 leftOut = usage["left_out"_L1].toInteger(); leftOut > 0)
        text += u"%1 more sessions are in the total only\n"_s.arg(count(leftOut));
    if (const qint64 unpriced = total["unpriced"_L1].toInteger(); unpriced > 0)
        text += u"%1 requests of models without a price are not in the cost\n"_s.arg(unpriced);
    return text;
}

QString retentionText(const QJsonObject &retention)
{
    QString text = u"single requests are kept for %1 days, the newest %2 at most; sums stay\n"_s.arg(count(retention["days"_L1]),
                                                                                                     count(retention["max_requests"_L1]));
    if (retention.contains("problem"_L1))
        return text + printable(retention["problem"_L1].toString()) + u'\n';
    const QDateTime oldest = QDateTime::fromString(retention["oldest_at"_L1].toString(), Qt::ISODate).toLocalTime();
    const QString since = oldest.isValid() ? QString(u" since "_s + oldest.toString(u"yyyy-MM-dd")) : QString();
    return text
           + u"now: %1 requests%2, %3 MB on disk\n"_s.arg(count(retention["requests"_L1]), since,
                                                          QString::number(retention["bytes"_L1].toDouble() / 1e6, 'f', 1));
}

} // namespace homeport
