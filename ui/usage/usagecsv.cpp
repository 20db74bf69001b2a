// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/usagecsv.h"

#include "core/base/csvfield.h"
#include "ui/usage/usagetext.h"

#include <QCoreApplication>
#include <QStringList>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct UsageCsv
{
    Q_DECLARE_TR_FUNCTIONS(UsageCsv)
};

QString dollars(qint64 nanos)
{
    return u"%1.%2"_s.arg(nanos / 1'000'000'000).arg(nanos % 1'000'000'000, 9, 10, QLatin1Char('0'));
}

QString number(qint64 value, UsageMeasure measure)
{
    return measure == UsageMeasure::Cost ? dollars(value) : QString::number(value);
}

} // namespace

QString usageCsv(const UsageFigure &figure, const QTimeZone &zone)
{
    QStringList header{UsageCsv::tr("From")};
    for (const UsagePart &part : figure.parts)
        header << csvField(part.name);
    header << UsageCsv::tr("All tokens") << UsageCsv::tr("Cost in dollars") << UsageCsv::tr("Requests") << UsageCsv::tr("Failed")
           << UsageCsv::tr("Without a price");
    QString csv = header.join(u',') + u"\r\n"_s;
    for (qsizetype slice = 0; slice < figure.totals.size(); ++slice) {
        const UsageTotals &totals = figure.totals.at(slice);
        QStringList line{figure.range.starts.at(slice)
                             .toTimeZone(zone)
                             .toOffsetFromUtc(figure.range.starts.at(slice).toTimeZone(zone).offsetFromUtc())
                             .toString(Qt::ISODate)};
        for (const UsagePart &part : figure.parts)
            line << number(part.values.at(slice), figure.measure);
        line << QString::number(totals.tokens()) << dollars(totals.cost) << QString::number(totals.requests)
             << QString::number(totals.failed) << QString::number(totals.unpriced);
        csv += line.join(u',') + u"\r\n"_s;
    }
    return csv;
}

} // namespace homeport
