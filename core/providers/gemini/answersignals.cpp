// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/gemini/answersignals.h"

#include "core/providers/answerfacts.h"
#include "core/providers/anthropic/answersignals.h"
#include "core/providers/gemini/quotadetails.h"
#include "core/providers/waits.h"

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace homeport {

namespace {

using Meaning = AnswerSignal::Meaning;

// The error of an answer, and how long it says to wait.
struct Answer
{
    int status;
    QByteArrayView body;
    QuotaDetails details;
};

// 429: which of the several things it may be.
AnswerSignal throttled(const Answer &answer, const QString &model, const QDateTime &now)
{
    const QuotaDetails &details = answer.details;
    if (!details.any)
        return {Meaning::RequestsFault, {}, {}, {}};
    AnswerSignal signal;
    if (details.wait)
        signal.until = clampedUntil(after(now, std::max<std::chrono::milliseconds>(*details.wait, 1s)), now, 1s);
    if (details.isPerModel) {
        signal.meaning = Meaning::FamilySpent;
        signal.family = modelFamily(model);
        return signal.family.isEmpty() ? AnswerSignal{Meaning::RequestsFault, {}, {}, {}} : signal; // whom to park can't be told
    }
    const bool isLong = details.isPerDay || (details.wait && *details.wait >= SpentWindow);
    signal.meaning = isLong ? Meaning::WindowSpent : Meaning::Burst;
    return signal;
}

Meaning forbidden(const Answer &answer)
{
    const QString words = errorMessageOf(answer.body).toLower();
    if (words.contains(u"api key"_s) && words.contains(u"leaked"_s))
        return Meaning::Unauthorized; // Google has revoked it
    const bool isOff = answer.details.reason == u"CONSUMER_SUSPENDED" || answer.details.reason == u"SERVICE_DISABLED";
    return isOff || saysAccountIsOff(answer.body) ? Meaning::Banned : Meaning::RequestsFault;
}

AnswerSignal judged(const Answer &answer, const QString &model, const QDateTime &now)
{
    switch (answer.status) {
    case 400: // what others answer with 401
        return {answer.details.reason == u"API_KEY_INVALID" ? Meaning::Unauthorized : Meaning::RequestsFault, {}, {}, {}};
    case 401:
        return {Meaning::Unauthorized, {}, {}, {}};
    case 403:
        return {forbidden(answer), {}, {}, {}};
    case 429:
        return throttled(answer, model, now);
    case 503:
    case 529:
        return overloadSignal(answer.details.wait, now);
    default:
        return {answer.status < 500 ? Meaning::RequestsFault : Meaning::ServerError, {}, {}, {}};
    }
}

} // namespace

AnswerSignal geminiSignal(int status, const HeaderBlock &headers, QByteArrayView body, const QString &model, const QDateTime &now)
{
    if (status < 400)
        return {};
    Answer answer{status, body, readQuotaDetails(errorObjectOf(body))};
    if (const auto wait = readRetryAfter(headers, now); wait && !answer.details.wait) {
        answer.details.wait = *wait;
        answer.details.any = true;
    }
    AnswerSignal signal = judged(answer, model, now);
    signal.why = errorMessageOf(body);
    return signal;
}

} // namespace homeport
