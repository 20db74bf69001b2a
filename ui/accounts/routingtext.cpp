// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/routingtext.h"

#include "ui/text/format.h"

#include <QComboBox>
#include <QCoreApplication>

#include <chrono>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 StaleSeconds = 15 * 60; // other tools may have used the account meanwhile

struct RoutingText
{
    Q_DECLARE_TR_FUNCTIONS(RoutingText)
};

// "5h", "7d_opus", "input-tokens": names of providers, made readable where their form is known.
QString quotaTitle(const QString &name)
{
    const qsizetype gap = name.indexOf(u'_');
    const QString span = gap < 0 ? name : name.left(gap);
    const QString rest = gap < 0 ? QString() : name.mid(gap + 1);
    bool isNumber = false;
    const int count = span.chopped(span.isEmpty() ? 0 : 1).toInt(&isNumber);
    if (!isNumber || (!span.endsWith(u'h') && !span.endsWith(u'd'))) {
        QString words = name;
        words.replace(u'-', u' ').replace(u'_', u' ');
        return words.isEmpty() ? RoutingText::tr("Quota") : QString(words.at(0).toUpper() + words.mid(1));
    }
    const QString time = span.endsWith(u'h') ? RoutingText::tr("%1 hours").arg(count) : RoutingText::tr("%1 days").arg(count);
    //: %1: length of a quota's window, %2: what it is of
    return rest.isEmpty() ? time : RoutingText::tr("%1, %2").arg(time, rest);
}

QString quotaNumbers(const QuotaWindow &window, double part)
{
    if (window.limit >= 0 && window.remaining >= 0)
        return RoutingText::tr("%1 of %2 used").arg(formatCount(window.limit - window.remaining), formatCount(window.limit));
    if (part >= 0)
        return RoutingText::tr("%1 used").arg(formatPercent(part));
    return window.status.isEmpty() ? RoutingText::tr("not said") : window.status;
}

QString ageText(const QuotaWindow &window, const QDateTime &now)
{
    if (!window.seenAt.isValid())
        return {};
    const std::chrono::seconds age(window.seenAt.secsTo(now));
    return age.count() < 60 ? RoutingText::tr("just now") : RoutingText::tr("%1 ago").arg(formatSpan(age));
}

Tone quotaTone(const QuotaWindow &window, double part)
{
    if (window.status == u"rejected")
        return Tone::Bad;
    if (window.status == u"allowed_warning" && part < 1)
        return Tone::Warning;
    return meterTone(part);
}

} // namespace

QString strategyTitle(RoutingStrategy strategy)
{
    switch (strategy) {
    case RoutingStrategy::Priority:
        return RoutingText::tr("By priority");
    case RoutingStrategy::FillFirst:
        return RoutingText::tr("One after the other");
    case RoutingStrategy::LeastRecentlyUsed:
        return RoutingText::tr("Least recently used");
    case RoutingStrategy::Weighted:
        return RoutingText::tr("By weight");
    case RoutingStrategy::MostHeadroom:
        return RoutingText::tr("Most headroom");
    case RoutingStrategy::SoonestReset:
        return RoutingText::tr("Soonest reset");
    }
    return {};
}

QString strategyText(RoutingStrategy strategy)
{
    switch (strategy) {
    case RoutingStrategy::Priority:
        return RoutingText::tr("The account with the lowest priority number serves; equal ones take turns.");
    case RoutingStrategy::FillFirst:
        return RoutingText::tr("In the order they were added: the next one serves only when the one before can't.");
    case RoutingStrategy::LeastRecentlyUsed:
        return RoutingText::tr("The account that has rested longest serves.");
    case RoutingStrategy::Weighted:
        return RoutingText::tr("New sessions are shared in proportion to the accounts' weights.");
    case RoutingStrategy::MostHeadroom:
        return RoutingText::tr("The account with the most quota left serves.");
    case RoutingStrategy::SoonestReset:
        return RoutingText::tr("The account whose quota renews first serves: what is left of it would be lost.");
    }
    return {};
}

void fillStrategies(QComboBox *box, RoutingStrategy chosen)
{
    for (const RoutingStrategy strategy : AllStrategies)
        box->addItem(strategyTitle(strategy), static_cast<int>(strategy));
    box->setCurrentIndex(box->findData(static_cast<int>(chosen)));
}

RoutingStrategy chosenStrategy(const QComboBox *box)
{
    return static_cast<RoutingStrategy>(box->currentData().toInt());
}

MeterValue quotaMeter(const QuotaWindow &window, const QDateTime &now)
{
    const bool renewed = window.resetsAt.isValid() && window.resetsAt <= now;
    MeterValue meter;
    meter.caption = quotaTitle(window.name);
    meter.part = usedPart(window);
    meter.numbers = quotaNumbers(window, meter.part);
    meter.tone = quotaTone(window, meter.part);
    meter.stale = renewed || !window.seenAt.isValid() || window.seenAt.secsTo(now) > StaleSeconds;
    if (renewed)
        meter.note = RoutingText::tr("renewed %1 ago").arg(formatSpan(std::chrono::seconds(window.resetsAt.secsTo(now))));
    else if (window.resetsAt.isValid())
        meter.note = RoutingText::tr("renews in %1").arg(formatSpan(std::chrono::seconds(now.secsTo(window.resetsAt))));
    const QString age = ageText(window, now);
    //: %1: age of a value, %2: the header field it is from
    meter.origin = window.source.isEmpty() ? age : RoutingText::tr("%1 · %2").arg(age, window.source);
    return meter;
}

QString parkText(const AccountPark &park, const QDateTime &now)
{
    const QString until = formatMoment(park.until, now);
    return park.family.isEmpty() ? RoutingText::tr("The whole account is parked until %1.").arg(until)
                                 : RoutingText::tr("Models of the family %1 are parked until %2.").arg(park.family, until);
}

} // namespace homeport
