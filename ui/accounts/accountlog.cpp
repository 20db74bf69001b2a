// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accountlog.h"

#include <algorithm>
#include <optional>

namespace homeport {

namespace {

using Outcome = RequestRecord::Outcome;

bool endedBadly(const RequestRecord &request)
{
    switch (request.outcome) {
    case Outcome::Done:
        return request.status >= 400;
    case Outcome::UpstreamFailed:
    case Outcome::UpstreamClosed:
    case Outcome::TimedOut:
        return true;
    case Outcome::Running:
    case Outcome::Refused:
    case Outcome::ClientClosed:
    case Outcome::Cancelled:
        return false;
    }
    return false;
}

// What came of the last choice of this account that did not serve; null: it served, or was not chosen.
const TraceStep *failedStep(const RequestRecord &request, qint64 accountId)
{
    for (auto step = request.trace.steps.crbegin(); step != request.trace.steps.crend(); ++step) {
        const bool isChosen = std::any_of(step->candidates.cbegin(), step->candidates.cend(), [accountId](const TraceCandidate &one) {
            return one.accountId == accountId && one.reason == RouteReason::Chosen;
        });
        if (isChosen && !step->outcome.isEmpty())
            return &*step;
    }
    return nullptr;
}

// "429 Too many requests": status and words.
AccountFailure fromOutcome(const RequestRecord &request, const QString &outcome)
{
    const QString first = outcome.section(u' ', 0, 0);
    const bool isStatus = first.size() == 3 && std::all_of(first.cbegin(), first.cend(), [](QChar c) { return c.isDigit(); });
    return {request, isStatus ? first : QString(), isStatus ? outcome.mid(4) : outcome, false};
}

std::optional<AccountFailure> failureOf(const RequestRecord &request, qint64 accountId)
{
    const TraceStep *step = failedStep(request, accountId);
    if (request.accountId == accountId && endedBadly(request)) {
        AccountFailure failure = step ? fromOutcome(request, step->outcome) : AccountFailure{request, {}, {}, false};
        if (request.outcome == Outcome::Done)
            failure.status = QString::number(request.status);
        if (!request.detail.isEmpty())
            failure.words = request.detail;
        return failure;
    }
    if (!step)
        return std::nullopt;
    AccountFailure failure = fromOutcome(request, step->outcome);
    failure.elsewhere = request.accountId != 0 && request.accountId != accountId;
    return failure;
}

} // namespace

QList<AccountFailure> failuresOf(const QList<RequestRecord> &records, qint64 accountId, qsizetype most)
{
    QList<AccountFailure> failures;
    for (const RequestRecord &request : records) {
        if (failures.size() == most)
            break;
        if (const auto failure = failureOf(request, accountId))
            failures << *failure;
    }
    return failures;
}

QList<RequestRecord> requestsOf(const QList<RequestRecord> &records, qint64 accountId, qsizetype most)
{
    QList<RequestRecord> requests;
    for (const RequestRecord &request : records) {
        if (requests.size() == most)
            break;
        if (request.accountId == accountId)
            requests << request;
    }
    return requests;
}

bool concern(const QList<RequestRecord> &records, qint64 accountId)
{
    return std::any_of(records.cbegin(), records.cend(), [accountId](const RequestRecord &request) {
        return request.accountId == accountId || failedStep(request, accountId);
    });
}

} // namespace homeport
