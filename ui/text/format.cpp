// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct Format
{
    Q_DECLARE_TR_FUNCTIONS(Format)
};

QString twoDigits(const QLocale &locale, qint64 number)
{
    const QString digits = locale.toString(number);
    return number < 10 ? QString(locale.zeroDigit() + digits) : digits;
}

} // namespace

QString formatClock(QTime time)
{
    return QLocale().toString(time, u"HH:mm"_s);
}

QString formatBytes(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 1000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString formatMilliseconds(qint64 ms)
{
    const QLocale locale;
    if (ms < 0)
        return u"–"_s;
    if (ms < 1000)
        return Format::tr("%1 ms").arg(locale.toString(ms));
    if (ms < 59'950)
        return Format::tr("%1 s").arg(locale.toString(static_cast<double>(ms) / 1000.0, 'f', 1));
    const qint64 seconds = (ms + 500) / 1000;
    return Format::tr("%1 min %2 s").arg(locale.toString(seconds / 60), twoDigits(locale, seconds % 60));
}

QString formatTime(const QDateTime &utc)
{
    return utc.isValid() ? QLocale().toString(utc.toLocalTime().time(), u"HH:mm:ss"_s) : QString();
}

QString formatDateTime(const QDateTime &utc)
{
    if (!utc.isValid())
        return {};
    const QDateTime local = utc.toLocalTime();
    //: %1: a date, %2: time
    return Format::tr("%1, %2").arg(QLocale().toString(local.date(), QLocale::ShortFormat), formatClock(local.time()));
}

QString formatMoment(const QDateTime &utc, const QDateTime &now)
{
    const QDateTime local = utc.toLocalTime();
    if (!utc.isValid() || local.date() != now.toLocalTime().date())
        return formatDateTime(utc);
    return formatClock(local.time());
}

QString formatNearMoment(const QDateTime &utc, const QDateTime &now)
{
    const QDateTime local = utc.toLocalTime();
    const qint64 days = now.toLocalTime().date().daysTo(local.date());
    if (!utc.isValid() || days == 0 || std::abs(days) > 6)
        return formatMoment(utc, now);
    //: %1: short name of a day, %2: time
    return Format::tr("%1 %2").arg(QLocale().dayName(local.date().dayOfWeek(), QLocale::ShortFormat), formatClock(local.time()));
}

QString formatDate(const QDateTime &utc)
{
    return utc.isValid() ? QLocale().toString(utc.toLocalTime().date(), QLocale::ShortFormat) : QString();
}

QString formatCountdown(std::chrono::milliseconds left)
{
    const auto seconds = std::max<qint64>(0, std::chrono::ceil<std::chrono::seconds>(left).count());
    const QLocale locale;
    return QString(locale.toString(seconds / 60) + u':' + twoDigits(locale, seconds % 60));
}

QString formatCount(qint64 count)
{
    const QLocale locale;
    if (count < 10'000)
        return locale.toString(count);
    struct Step
    {
        double size;
        QString unit;
    };
    const Step steps[] = {{1e9, Format::tr("%1B")}, {1e6, Format::tr("%1M")}, {1e3, Format::tr("%1k")}};
    for (const Step &step : steps) {
        const double units = static_cast<double>(count) / step.size;
        if (units >= 0.99995)
            return step.unit.arg(locale.toString(units, 'f', units < 99.95 ? 1 : 0));
    }
    return locale.toString(count);
}

QString formatMoney(qint64 nanos)
{
    constexpr double perDollar = 1e9;
    if (nanos > 0 && nanos < 100'000)
        return Format::tr("< $%1").arg(QLocale().toString(0.0001, 'f', 4));
    const int decimals = nanos % 10'000'000 == 0 || nanos >= 1'000'000'000 ? 2 : 4;
    return Format::tr("$%1").arg(QLocale().toString(static_cast<double>(nanos) / perDollar, 'f', decimals));
}

QString formatList(const QStringList &parts)
{
    //: between the parts of a list
    return parts.join(Format::tr(", "));
}

QString formatPercent(double part)
{
    const double percent = part < 1 ? std::min(99.0, std::round(part * 100)) : std::round(part * 100);
    return Format::tr("%1 %").arg(QLocale().toString(std::max(0.0, percent), 'f', 0));
}

QString formatSpan(std::chrono::seconds span)
{
    const QLocale locale;
    const qint64 seconds = std::max<qint64>(0, span.count());
    if (seconds < 60)
        return Format::tr("%1 s").arg(locale.toString(seconds));
    if (seconds < 2 * 3600)
        return Format::tr("%1 min").arg(locale.toString(seconds / 60));
    if (seconds < 2 * 86'400)
        return Format::tr("%Ln hours", nullptr, static_cast<int>(seconds / 3600));
    return Format::tr("%Ln days", nullptr, static_cast<int>(seconds / 86'400));
}

QString formatLongSpan(std::chrono::seconds span)
{
    const QLocale locale;
    const qint64 minutes = std::max<qint64>(0, span.count()) / 60;
    const qint64 hours = minutes / 60;
    if (hours == 0)
        return Format::tr("%1 min").arg(locale.toString(minutes));
    if (hours < 24)
        return minutes % 60 == 0 ? Format::tr("%1 h").arg(locale.toString(hours))
                                 : Format::tr("%1 h %2 min").arg(locale.toString(hours), locale.toString(minutes % 60));
    return hours % 24 == 0 ? Format::tr("%1 d").arg(locale.toString(hours / 24))
                           : Format::tr("%1 d %2 h").arg(locale.toString(hours / 24), locale.toString(hours % 24));
}

QString joinSentences(const QStringList &sentences)
{
    QStringList said = sentences;
    said.removeAll(QString());
    const QLocale::Script script = QLocale().script();
    return said.join(script == QLocale::SimplifiedHanScript || script == QLocale::JapaneseScript ? u""_s : u" "_s);
}

} // namespace homeport
