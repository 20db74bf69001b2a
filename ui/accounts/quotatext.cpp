// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/quotatext.h"

#include "ui/text/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <chrono>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

using State = QuotaPace::State;
using Seconds = std::chrono::seconds;

struct QuotaText
{
    Q_DECLARE_TR_FUNCTIONS(QuotaText)
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
        return words.isEmpty() ? QuotaText::tr("Quota") : QString(words.at(0).toUpper() + words.mid(1));
    }
    const QString time = span.endsWith(u'h') ? QuotaText::tr("%Ln hours", nullptr, count) : QuotaText::tr("%Ln days", nullptr, count);
    //: %1: length of a quota's window, %2: what it is of
    return rest.isEmpty() ? time : QuotaText::tr("%1, %2").arg(time, rest);
}

// Of credit, for instance.
bool hasNoWhole(const QuotaWindow &window)
{
    return isCredit(window) || (usedPart(window) < 0 && window.remaining >= 0);
}

QString shortNumbers(const QuotaWindow &window)
{
    if (isCredit(window))
        return window.remaining >= 0 ? QuotaText::tr("%1 left").arg(formatMoney(window.remaining)) : QuotaText::tr("no limit");
    if (hasNoWhole(window))
        return QuotaText::tr("%1 left").arg(formatCount(window.remaining));
    if (usedPart(window) >= 0)
        return QuotaText::tr("%1 used").arg(formatPercent(usedPart(window)));
    return window.status.isEmpty() ? QuotaText::tr("not said") : window.status;
}

QString numbers(const QuotaWindow &window)
{
    if (window.limit >= 0 && window.remaining >= 0)
        return QuotaText::tr("%1 of %2 used").arg(formatCount(window.limit - window.remaining), formatCount(window.limit));
    return shortNumbers(window);
}

QString ageText(const QuotaWindow &window, const QDateTime &now)
{
    if (!window.seenAt.isValid())
        return {};
    const Seconds age(window.seenAt.secsTo(now));
    if (age.count() < 0 && isStale(window, now)) // the clock was set back since
        return formatNearMoment(window.seenAt, now);
    return age.count() < 60 ? QuotaText::tr("just now") : QuotaText::tr("%1 ago").arg(formatSpan(age));
}

Tone quotaTone(const QuotaWindow &window)
{
    if (isCredit(window))
        return window.remaining == 0 ? Tone::Bad : Tone::Info;
    const double part = usedPart(window);
    if (window.status == u"rejected")
        return Tone::Bad;
    if (window.status == u"allowed_warning" && part < 1)
        return Tone::Warning;
    return meterTone(part);
}

// Counts whole minutes down, and the last one is not zero.
QString resetText(const QuotaWindow &window, const QDateTime &now)
{
    if (!window.resetsAt.isValid())
        return {};
    if (isRenewed(window, now))
        return QuotaText::tr("reset %1 ago").arg(formatSpan(Seconds(window.resetsAt.secsTo(now))));
    const auto left = std::chrono::ceil<std::chrono::minutes>(std::chrono::milliseconds(now.msecsTo(window.resetsAt)));
    return QuotaText::tr("resets in %1").arg(formatLongSpan(left));
}

Tone paceTone(State state)
{
    if (state == State::UsedUp)
        return Tone::Bad;
    return state == State::EndsEarly ? Tone::Warning : Tone::Neutral;
}

QString endsEarlyText(const QuotaPace &pace, const QuotaWindow &window, const QDateTime &now)
{
    const QString early = formatLongSpan(Seconds(pace.usedUpAt.secsTo(window.resetsAt)));
    if (now.secsTo(pace.usedUpAt) < 60)
        //: %1: a length of time
        return QuotaText::tr("At this pace used up any moment, %1 before the reset").arg(early);
    //: %1: time, perhaps with the day; %2: a length of time
    return QuotaText::tr("At this pace used up %1, %2 before the reset").arg(formatNearMoment(pace.usedUpAt, now), early);
}

} // namespace

QString paceText(const QuotaPace &pace, const QuotaWindow &window, const QDateTime &now)
{
    switch (pace.state) {
    case State::Unknown:
    case State::Rate:
        return {};
    case State::NoReset:
        return QuotaText::tr("When it resets was not said");
    case State::Renewed:
        return QuotaText::tr("How much of the new window is used was not said yet");
    case State::Stale:
        return QuotaText::tr("Too long ago to tell the pace");
    case State::TooEarly:
        return QuotaText::tr("Too early to tell the pace: %1 of the window has passed").arg(formatPercent(pace.passed));
    case State::UsedUp:
        return window.resetsAt.isValid() ? QuotaText::tr("Used up until %1").arg(formatNearMoment(window.resetsAt, now))
                                         : QuotaText::tr("Used up");
    case State::EndsEarly:
        return endsEarlyText(pace, window, now);
    case State::Lasts:
        return QuotaText::tr("At this pace it lasts until the reset");
    }
    return {};
}

MeterValue quotaMeter(const QuotaWindow &window, const QDateTime &now)
{
    const QuotaPace pace = quotaPace(window, now);
    MeterValue meter;
    meter.caption = isCredit(window) ? QuotaText::tr("Credit") : quotaTitle(window.name);
    meter.part = usedPart(window);
    meter.whole = !hasNoWhole(window);
    meter.numbers = numbers(window);
    meter.tone = quotaTone(window);
    meter.stale = isRenewed(window, now) || isStale(window, now);
    meter.mark = pace.passed;
    if (pace.passed >= 0)
        meter.hint = QuotaText::tr("The mark is where the clock is: %1 of the window has passed.").arg(formatPercent(pace.passed));
    meter.note = resetText(window, now);
    meter.pace = paceText(pace, window, now);
    meter.paceTone = paceTone(pace.state);
    const QString age = ageText(window, now);
    //: %1: age of a value, %2: the header field it is from
    meter.origin = window.source.isEmpty() ? age : QuotaText::tr("%1 · %2").arg(age, window.source);
    return meter;
}

MeterValue shortQuotaMeter(const QuotaWindow &window, const QDateTime &now)
{
    const QuotaPace pace = quotaPace(window, now);
    MeterValue meter = quotaMeter(window, now);
    meter.numbers = shortNumbers(window);
    if (pace.state == State::EndsEarly) {
        meter.note = now.secsTo(pace.usedUpAt) < 60 ? QuotaText::tr("at this pace used up any moment")
                                                    : QuotaText::tr("at this pace used up %1").arg(formatNearMoment(pace.usedUpAt, now));
    }
    return meter;
}

} // namespace homeport
