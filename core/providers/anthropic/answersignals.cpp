// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/anthropic/answersignals.h"

#include "core/providers/answerfacts.h"
#include "core/providers/anthropic/ratelimitfields.h"
#include "core/providers/waits.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace homeport {

namespace {

using Meaning = AnswerSignal::Meaning;
using Seconds = std::chrono::seconds;

constexpr std::array<QLatin1StringView, 3> Families{"opus"_L1, "sonnet"_L1, "haiku"_L1};

// The name a window has in header fields, of the name it has as a claim.
QString windowOfClaim(const QString &claim)
{
    if (claim == u"seven_day_overage_included")
        return u"7d_oi"_s;
    QString name = claim;
    return name.replace(u"five_hour"_s, u"5h"_s).replace(u"seven_day"_s, u"7d"_s);
}

bool isWholeAccount(const QString &window)
{
    return window == u"5h" || window == u"7d";
}

// The window a refusal is about: the one it names, else one that says it is spent, an account's before a family's.
QString spentWindow(const RateLimitFields &fields)
{
    if (fields.status == u"rejected" && !fields.claim.isEmpty())
        return windowOfClaim(fields.claim);
    QString spent;
    for (const QuotaWindow &window : fields.windows) {
        if (window.status == u"rejected" && (spent.isEmpty() || isWholeAccount(window.name)))
            spent = window.name;
    }
    return spent;
}

QDateTime resetOf(const RateLimitFields &fields, const QString &name)
{
    const auto found = std::find_if(fields.windows.begin(), fields.windows.end(),
                                    [&name](const QuotaWindow &window) { return isPlanWindow(window) && window.name == name; });
    return found != fields.windows.end() && found->resetsAt.isValid() ? found->resetsAt : fields.reset;
}

// A refusal by a plan's windows.
AnswerSignal planRefusal(const RateLimitFields &fields, const QString &window, std::optional<Seconds> wait, const QString &model,
                         const QDateTime &now)
{
    AnswerSignal signal;
    signal.meaning = Meaning::WindowSpent;
    if (!window.isEmpty() && !isWholeAccount(window)) {
        signal.meaning = Meaning::FamilySpent;
        signal.family = modelFamily(model);
        if (signal.family.isEmpty())
            return {Meaning::RequestsFault, {}, {}, {}}; // whom to park can't be told
    }
    QDateTime until = resetOf(fields, window);
    if (!until.isValid() && wait)
        until = after(now, *wait);
    signal.until = clampedUntil(until, now, std::max(wait.value_or(SpentWindow), 1s));
    return signal;
}

// When the last of an API key's windows that have nothing left is reset.
QDateTime keyReset(const RateLimitFields &fields)
{
    QDateTime reset;
    for (const QuotaWindow &window : fields.windows) {
        if (!isPlanWindow(window) && window.remaining == 0 && window.resetsAt.isValid())
            reset = reset.isValid() ? std::max(reset, window.resetsAt) : window.resetsAt;
    }
    return reset;
}

// 429: which of the several things it may be.
AnswerSignal throttled(const HeaderBlock &headers, const QString &model, const QDateTime &now)
{
    const RateLimitFields fields = readRateLimitFields(headers, now);
    const auto wait = readRetryAfter(headers, now);
    const QString window = spentWindow(fields);
    if (fields.status == u"rejected" || !window.isEmpty())
        return planRefusal(fields, window, wait, model, now);
    const bool isOfKey = std::any_of(fields.windows.begin(), fields.windows.end(), [](const auto &one) { return !isPlanWindow(one); });
    if (!wait && !isOfKey)
        return {Meaning::RequestsFault, {}, {}, {}}; // no quota of the account
    QDateTime until = keyReset(fields);
    if (!until.isValid() && wait)
        until = after(now, *wait);
    if (until.isValid() && now.secsTo(until) >= SpentWindow.count())
        return {Meaning::WindowSpent, clampedUntil(until, now, SpentWindow), {}, {}};
    return {Meaning::Burst, clampedUntil(wait ? after(now, *wait) : until, now, 1s), {}, {}};
}

// A billing choice of the user's, in whatever words.
bool asksForExtraUsage(QByteArrayView body)
{
    constexpr qsizetype beginning = 16 * 1024;
    return body.first(std::min(body.size(), beginning)).toByteArray().toLower().contains("extra usage");
}

AnswerSignal judged(int status, const HeaderBlock &headers, QByteArrayView body, const QString &model, const QDateTime &now)
{
    if (status < 500 && asksForExtraUsage(body))
        return {Meaning::RequestsFault, {}, {}, {}};
    switch (status) {
    case 401:
        return {Meaning::Unauthorized, {}, {}, {}};
    case 403:
        return {saysAccountIsOff(body) ? Meaning::Banned : Meaning::RequestsFault, {}, {}, {}};
    case 429:
        return throttled(headers, model, now);
    case 503:
    case 529:
        return overloadSignal(readRetryAfter(headers, now), now);
    default:
        return {status < 500 ? Meaning::RequestsFault : Meaning::ServerError, {}, {}, {}};
    }
}

} // namespace

AnswerSignal anthropicSignal(int status, const HeaderBlock &headers, QByteArrayView body, const QString &model, const QDateTime &now)
{
    if (status < 400)
        return {};
    AnswerSignal signal = judged(status, headers, body, model, now);
    signal.why = errorMessageOf(body);
    return signal;
}

QList<QuotaWindow> anthropicQuota(const HeaderBlock &headers, const QDateTime &now)
{
    return readRateLimitFields(headers, now).windows;
}

QStringView quotaFamily(const QString &window)
{
    const QStringView last = QStringView(window).sliced(window.lastIndexOf(u'_') + 1);
    return std::find(Families.begin(), Families.end(), last) == Families.end() ? QStringView() : last;
}

QString modelFamily(const QString &model)
{
    qsizetype begin = 0;
    for (qsizetype at = 0; at <= model.size(); ++at) {
        if (at < model.size() && model.at(at).isLetter())
            continue;
        const QStringView word = QStringView(model).sliced(begin, at - begin);
        const auto *found = std::find_if(Families.begin(), Families.end(),
                                         [word](QLatin1StringView family) { return word.compare(family, Qt::CaseInsensitive) == 0; });
        if (found != Families.end())
            return *found;
        begin = at + 1;
    }
    return model;
}

} // namespace homeport
