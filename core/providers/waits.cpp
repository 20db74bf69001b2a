// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/waits.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

QDateTime after(const QDateTime &now, std::chrono::milliseconds wait)
{
    return now.addMSecs(wait.count());
}

QDateTime clampedUntil(const QDateTime &until, const QDateTime &now, std::chrono::milliseconds instead)
{
    if (!until.isValid())
        return {};
    return std::min(until <= now ? after(now, instead) : until, after(now, LongestPark));
}

std::optional<qint64> readWholeNumber(QByteArrayView value)
{
    if (value.isEmpty() || value.size() > 18 || !std::all_of(value.begin(), value.end(), isAsciiDigit))
        return std::nullopt;
    return value.toLongLong();
}

std::optional<std::chrono::seconds> readRetryAfter(const HeaderBlock &headers, const QDateTime &now)
{
    const QByteArrayView value = headers.value("retry-after").trimmed();
    if (const auto seconds = readWholeNumber(value))
        return std::min(std::chrono::seconds(*seconds), FarthestWait);
    const QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(value), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return std::nullopt;
    const QDateTime utc(date.date(), date.time(), Qt::UTC);
    return std::clamp(std::chrono::seconds(now.secsTo(utc)), std::chrono::seconds(0), FarthestWait);
}

AnswerSignal overloadSignal(std::optional<std::chrono::milliseconds> wait, const QDateTime &now)
{
    AnswerSignal signal{AnswerSignal::Meaning::Overloaded, {}, {}, {}};
    if (wait)
        signal.until = after(now, std::clamp<std::chrono::milliseconds>(*wait, std::chrono::seconds(1), LongestOverload));
    return signal;
}

} // namespace homeport
