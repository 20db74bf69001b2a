// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/usagetext.h"

#include "core/base/result.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct UsageText
{
    Q_DECLARE_TR_FUNCTIONS(UsageText)
};

// Where clocks are set back an hour comes twice: its name says which of the two it is.
QString hourText(const QDateTime &start, const QTimeZone &zone)
{
    const QDateTime local = start.toTimeZone(zone);
    const QString span = u"%1–%2"_s.arg(formatClock(local.time()), formatClock(start.addSecs(3600).toTimeZone(zone).time()));
    const auto isTwin = [&](int seconds) { return start.addSecs(seconds).toTimeZone(zone).time() == local.time(); };
    return isTwin(3600) || isTwin(-3600) ? u"%1 (%2)"_s.arg(span, local.timeZoneAbbreviation()) : span;
}

QString dayText(const QDate &day)
{
    //: date format of a day: Tue 3 Jun 2026
    return QLocale().toString(day, UsageText::tr("ddd d MMM yyyy"));
}

QString monthText(const QDate &month)
{
    //: date format of a month: June 2026
    return QLocale().toString(month, UsageText::tr("MMMM yyyy"));
}

QString shortMonth(const QDate &month)
{
    //: date format of a month, short: Jun 2026
    return QLocale().toString(month, UsageText::tr("MMM yyyy"));
}

} // namespace

QString kindName(TokenKind kind)
{
    switch (kind) {
    case TokenKind::Input:
        return UsageText::tr("Input");
    case TokenKind::Output:
        return UsageText::tr("Output");
    case TokenKind::CacheWrite5m:
        return UsageText::tr("Cache write, 5 min");
    case TokenKind::CacheWrite1h:
        return UsageText::tr("Cache write, 1 h");
    case TokenKind::CacheRead:
        return UsageText::tr("Cache read");
    }
    return {};
}

QString othersName()
{
    return UsageText::tr("Others");
}

QString shownName(const QString &name)
{
    return name.isEmpty() ? UsageText::tr("Not known") : name;
}

QString periodName(UsagePeriod period, bool present)
{
    switch (period) {
    case UsagePeriod::Today:
        return present ? UsageText::tr("Today") : UsageText::tr("Day");
    case UsagePeriod::SevenDays:
        return UsageText::tr("7 days");
    case UsagePeriod::ThirtyDays:
        return UsageText::tr("30 days");
    case UsagePeriod::Month:
        return present ? UsageText::tr("This month") : UsageText::tr("Month");
    case UsagePeriod::TwelveMonths:
        return UsageText::tr("12 months");
    }
    return {};
}

QString dimensionName(UsageDimension dimension)
{
    switch (dimension) {
    case UsageDimension::Account:
        return UsageText::tr("By account");
    case UsageDimension::Model:
        return UsageText::tr("By model");
    case UsageDimension::Key:
        return UsageText::tr("By key");
    case UsageDimension::Tool:
        return UsageText::tr("By tool");
    case UsageDimension::Project:
        return UsageText::tr("By project");
    }
    return {};
}

QString dimensionNoun(UsageDimension dimension)
{
    switch (dimension) {
    case UsageDimension::Account:
        return UsageText::tr("Account");
    case UsageDimension::Model:
        return UsageText::tr("Model");
    case UsageDimension::Key:
        return UsageText::tr("Key");
    case UsageDimension::Tool:
        return UsageText::tr("Tool");
    case UsageDimension::Project:
        return UsageText::tr("Project");
    }
    return {};
}

QString measureName(UsageMeasure measure)
{
    return measure == UsageMeasure::Cost ? UsageText::tr("Cost") : UsageText::tr("Tokens");
}

QString rangeText(const UsageRange &range, const QTimeZone &zone)
{
    if (range.starts.isEmpty())
        return {};
    const QDate first = range.from.toTimeZone(zone).date();
    const QDate last = range.to.addSecs(-1).toTimeZone(zone).date();
    if (range.step == UsageStep::Month)
        return u"%1 – %2"_s.arg(shortMonth(first), shortMonth(last));
    if (first == last)
        return dayText(first);
    if (first.day() == 1 && first.addMonths(1) == last.addDays(1))
        return monthText(first);
    //: date format with a year: 3 Jun 2026
    const QString full = UsageText::tr("d MMM yyyy");
    if (first.year() != last.year())
        return u"%1 – %2"_s.arg(QLocale().toString(first, full), QLocale().toString(last, full));
    //: date format: of "3 Jun – 5 Jul 2026" the part before the dash; where the year goes first, it stands here
    const QString begin = UsageText::tr("d MMM", "begin within a year");
    //: date format: of "3 Jun – 5 Jul 2026" the part after the dash; where the year goes first, it is left out here
    const QString end = UsageText::tr("d MMM yyyy", "end within a year");
    return u"%1 – %2"_s.arg(QLocale().toString(first, begin), QLocale().toString(last, end));
}

QString sliceText(const UsageRange &range, qsizetype slice, const QTimeZone &zone)
{
    const QDateTime start = range.starts.at(slice);
    const QDate day = start.toTimeZone(zone).date();
    if (range.step == UsageStep::Month)
        return monthText(day);
    if (range.step == UsageStep::Hour)
        return u"%1, %2"_s.arg(dayText(day), hourText(start, zone));
    return dayText(day);
}

QString sliceLabel(const UsageRange &range, qsizetype slice, const QTimeZone &zone)
{
    const QDateTime local = range.starts.at(slice).toTimeZone(zone);
    if (range.step == UsageStep::Hour)
        return formatClock(local.time());
    if (range.step == UsageStep::Month)
        return local.date().month() == 1 || slice == 0 ? shortMonth(local.date()) : QLocale().toString(local.date(), u"MMM"_s);
    //: date format with the day of the week: Tue 3
    return QLocale().toString(local.date(), range.starts.size() <= 7 ? UsageText::tr("ddd d MMM") : UsageText::tr("d MMM"));
}

QString pictureTitle(const UsageRange &range, const UsageTotals &total, const QTimeZone &zone)
{
    return UsageText::tr("Usage, %1: %2, %3 tokens").arg(rangeText(range, zone), formatMoney(total.cost), formatCount(total.tokens()));
}

QString unpricedText(qint64 requests)
{
    if (requests == 0)
        return {};
    return UsageText::tr("%Ln requests of models without a price are not in the cost.", nullptr, static_cast<int>(requests));
}

QString measuredText(qint64 value, UsageMeasure measure)
{
    return measure == UsageMeasure::Cost ? formatMoney(value) : QLocale().toString(value);
}

QString usageFailureText(const Error &error)
{
    if (error.code != Error::Code::Storage)
        return errorText(error);
    const QString words = UsageText::tr("Homeport could not read its own records. Try again; if it stays so, restart Homeport.");
    return error.detail.isEmpty() ? words : UsageText::tr("%1 (%2)").arg(words, error.detail);
}

} // namespace homeport
