// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/requesttext.h"

#include "ui/text/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

using Outcome = RequestRecord::Outcome;

struct RequestText
{
    Q_DECLARE_TR_FUNCTIONS(RequestText)
};

QString statusOr(const RequestRecord &record, const QString &word)
{
    return record.status >= 400 ? QString::number(record.status) : word;
}

QString runningSentence(const RequestRecord &record)
{
    using Phase = RequestRecord::Phase;
    if (record.phase == Phase::Queued)
        return RequestText::tr("Waiting for its turn: all places of its key are taken.");
    if (record.phase == Phase::Held && record.heldUntil.isValid())
        return RequestText::tr("Held until %1, when a parked account comes free.").arg(formatTime(record.heldUntil));
    if (record.phase == Phase::Held)
        return RequestText::tr("Held until a parked account comes free.");
    return record.firstByteMs < 0 ? RequestText::tr("Waiting for the provider's first byte.") : RequestText::tr("The answer is streaming.");
}

QString sentence(const RequestRecord &record)
{
    switch (record.outcome) {
    case Outcome::Running:
        return runningSentence(record);
    case Outcome::Done:
        return record.status < 400 ? RequestText::tr("Answered completely.")
                                   : RequestText::tr("The provider answered with an error; the tool got it unchanged.");
    case Outcome::Refused:
        return RequestText::tr("Refused by Homeport; the provider was not asked.");
    case Outcome::UpstreamFailed:
        return RequestText::tr("The provider could not be reached.");
    case Outcome::UpstreamClosed:
        return RequestText::tr("The provider broke off in the middle of its answer.");
    case Outcome::ClientClosed:
        return RequestText::tr("The tool left before the answer was complete; the provider was told to stop.");
    case Outcome::TimedOut:
        return RequestText::tr("The provider stayed silent for too long.");
    case Outcome::Cancelled:
        return RequestText::tr("Ended because Homeport was stopping.");
    }
    return {};
}

} // namespace

RequestStateText requestStateText(const RequestRecord &record)
{
    switch (record.outcome) {
    case Outcome::Running:
        if (record.phase == RequestRecord::Phase::Queued)
            return {Tone::Warning, u"clock"_s, RequestText::tr("queued")};
        if (record.phase == RequestRecord::Phase::Held)
            return {Tone::Warning, u"pause"_s, RequestText::tr("held")};
        return {Tone::Info, u"running"_s, RequestText::tr("running")};
    case Outcome::Done:
        if (record.status >= 400)
            return {Tone::Bad, u"bad"_s, QString::number(record.status)};
        return {Tone::Good, u"good"_s, record.status > 0 ? QString::number(record.status) : RequestText::tr("done")};
    case Outcome::Refused:
        return {Tone::Warning, u"warning"_s, statusOr(record, RequestText::tr("refused"))};
    case Outcome::UpstreamFailed:
        return {Tone::Bad, u"broken"_s, statusOr(record, RequestText::tr("failed"))};
    case Outcome::UpstreamClosed:
        return {Tone::Bad, u"broken"_s, RequestText::tr("cut off")};
    case Outcome::ClientClosed:
        return {Tone::Neutral, u"stopped"_s, RequestText::tr("left")};
    case Outcome::TimedOut:
        return {Tone::Bad, u"clock"_s, statusOr(record, RequestText::tr("timeout"))};
    case Outcome::Cancelled:
        return {Tone::Neutral, u"stopped"_s, RequestText::tr("stopped")};
    }
    return {};
}

QString requestOutcomeText(const RequestRecord &record)
{
    const QString words = sentence(record);
    //: %1: what became of a request; %2: details, in English
    return record.detail.isEmpty() ? words : RequestText::tr("%1 %2").arg(words, record.detail);
}

QString requestTimeText(const QDateTime &startedAt, const QDateTime &now)
{
    const QDateTime local = startedAt.toLocalTime();
    const QDate today = now.toLocalTime().date();
    if (local.date() == today)
        return formatTime(startedAt);
    if (local.date().year() != today.year())
        //: a date's format, as of QLocale: day, short name of the month, year
        return QLocale().toString(local.date(), RequestText::tr("d MMM yyyy"));
    //: %1: day and month, %2: a time of day
    return RequestText::tr("%1 %2").arg(QLocale().toString(local.date(), RequestText::tr("d MMM")), formatClock(local.time()));
}

QString requestTokensText(const RequestRecord &record)
{
    const TokenUsage &usage = record.usage;
    if (!usage.known)
        return {};
    const QLocale locale;
    const QString output = RequestText::tr("%1 output").arg(locale.toString(usage.output));
    QStringList kinds{RequestText::tr("%1 input").arg(locale.toString(usage.input)),
                      usage.reasoning > 0
                          ? RequestText::tr("%1 output (%2 thinking)").arg(locale.toString(usage.output), locale.toString(usage.reasoning))
                          : output};
    const auto add = [&](const QString &words, qint64 count) {
        if (count > 0)
            kinds << words.arg(locale.toString(count));
    };
    add(RequestText::tr("%1 from the cache"), usage.cacheRead);
    add(RequestText::tr("%1 to the cache for 5 min"), usage.cacheWrite5m);
    add(RequestText::tr("%1 to the cache for 1 h"), usage.cacheWrite1h);
    if (usage.webSearches > 0)
        kinds << RequestText::tr("%Ln web searches", nullptr, static_cast<int>(usage.webSearches));
    return formatList(kinds) + (usage.complete ? QString() : RequestText::tr("; not counted to the end"));
}

QString requestLine(const RequestRecord &record)
{
    return QStringList{record.startedAt.toString(Qt::ISODate),
                       record.method,
                       record.path,
                       record.tool,
                       record.key,
                       record.account,
                       record.model,
                       QString::number(record.status),
                       QLatin1StringView(outcomeName(record.outcome)),
                       formatMilliseconds(record.firstByteMs),
                       formatMilliseconds(record.durationMs),
                       QString::number(record.bytesUp),
                       QString::number(record.bytesDown)}
        .join(u'\t');
}

} // namespace homeport
