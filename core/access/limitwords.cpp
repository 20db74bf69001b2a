// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/limitwords.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport::limitwords {

namespace {

QString counted(qint64 count, const QString &noun)
{
    return count == 1 ? QString(u"1 " + noun) : u"%1 %2s"_s.arg(QString::number(count), noun);
}

QString requests(int count)
{
    return counted(count, u"request"_s);
}

} // namespace

QString dollars(qint64 nanos)
{
    constexpr qint64 perDollar = 1'000'000'000;
    QString cents = u"%1"_s.arg(nanos % perDollar, 9, 10, QLatin1Char('0'));
    while (cents.size() > 2 && cents.endsWith(u'0'))
        cents.chop(1);
    return u"$%1.%2"_s.arg(QString::number(nanos / perDollar), cents);
}

QString duration(qint64 seconds)
{
    if (seconds < 120)
        return u"%1 s"_s.arg(seconds);
    const qint64 minutes = (seconds + 59) / 60;
    if (minutes < 120)
        return u"%1 min"_s.arg(minutes);
    return minutes % 60 == 0 ? u"%1 h"_s.arg(minutes / 60) : u"%1 h %2 min"_s.arg(minutes / 60).arg(minutes % 60);
}

QString expired(const QString &when)
{
    return u"This Homeport key expired on %1: give it a later date in Homeport, or give this tool another key."_s.arg(when);
}

QString unpriced()
{
    return u"This Homeport key has a budget, and Homeport knows no price for this model, so its cost could not be counted: use a model "
           "that has a price, add its price in Homeport, or use a key without a budget."_s;
}

QString unknownKey()
{
    return u"This Homeport key was revoked or is not known yet: try again, or give this tool another key."_s;
}

QString rateReached(qint64 limit, const QString &noun, const QString &period, qint64 retryAfterSeconds)
{
    return u"This Homeport key has reached its limit of %1 per %2: try again in %3."_s.arg(counted(limit, noun), period,
                                                                                           duration(retryAfterSeconds));
}

QString budgetSpent(const QString &period, qint64 limit, const QString &renewal)
{
    const QString spent = u"Insufficient quota: this Homeport key has used up its %1 budget of %2."_s.arg(period, dollars(limit));
    return renewal.isEmpty() ? QString(spent + u" It does not renew: raise it in Homeport.")
                             : QString(spent + u" It renews on " + renewal + u"; until then, raise it in Homeport.");
}

QString budgetSetAside(const QString &period, qint64 limit)
{
    return u"What is left of this Homeport key's %1 budget of %2 is set aside for requests that still run: try again when one of them "
           "has ended."_s.arg(period, dollars(limit));
}

QString noPlace(int places)
{
    return u"This Homeport key may have %1 running at once, and has: try again when one has ended."_s.arg(requests(places));
}

QString queueFull(int places, int waiting)
{
    return u"This Homeport key may have %1 running at once, and %2 waiting, and has both: try again when some have ended."_s.arg(
        requests(places), QString::number(waiting));
}

QString waitedTooLong(int places, int seconds)
{
    return u"This Homeport key may have %1 running at once, and no place came free within %2: try again."_s.arg(requests(places),
                                                                                                                duration(seconds));
}

} // namespace homeport::limitwords
