// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/storedtrace.h"

#include <QHashFunctions>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <bit>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// Eleven significant bits: integers up to 2,048 stay as they are, a rest or a share of a quota moves by a thousandth at most. So decisions that
// differ in nothing a person would see are one text.
quint64 roundedBits(double score)
{
    constexpr int Dropped = 52 - 10;
    return (std::bit_cast<quint64>(score) + (quint64(1) << (Dropped - 1))) >> Dropped << Dropped;
}

double rounded(double score)
{
    const auto value = std::bit_cast<double>(roundedBits(score));
    return std::isfinite(value) ? value : 0;
}

bool isSame(const TraceCandidate &a, const TraceCandidate &b)
{
    return a.accountId == b.accountId && a.reason == b.reason && roundedBits(a.score) == roundedBits(b.score) && a.untilMs == b.untilMs
           && a.account == b.account && a.detail == b.detail;
}

bool isSame(const TraceStep &a, const TraceStep &b)
{
    return a.basis == b.basis && a.rule == b.rule && a.outcome == b.outcome
           && std::equal(a.candidates.cbegin(), a.candidates.cend(), b.candidates.cbegin(), b.candidates.cend(),
                         [](const TraceCandidate &x, const TraceCandidate &y) { return isSame(x, y); });
}

QJsonArray arrayOf(const TraceCandidate &candidate)
{
    return {candidate.accountId,      candidate.account, static_cast<int>(candidate.reason),
            rounded(candidate.score), candidate.untilMs, candidate.detail};
}

TraceCandidate candidateOf(const QJsonArray &values)
{
    TraceCandidate candidate;
    candidate.accountId = values.at(0).toInteger();
    candidate.account = values.at(1).toString();
    candidate.reason = static_cast<RouteReason>(std::clamp(values.at(2).toInt(), 0, static_cast<int>(RouteReason::CallNotServed)));
    candidate.score = values.at(3).toDouble();
    candidate.untilMs = values.at(4).toInteger();
    candidate.detail = values.at(5).toString();
    return candidate;
}

TraceStep stepOf(const QJsonObject &object)
{
    TraceStep step;
    step.basis = static_cast<TraceStep::Basis>(std::clamp(object.value("basis"_L1).toInt(), 0, static_cast<int>(TraceStep::Basis::None)));
    step.rule = object.value("rule"_L1).toString();
    step.outcome = object.value("outcome"_L1).toString();
    const QJsonArray candidates = object.value("of"_L1).toArray();
    for (const QJsonValue &candidate : candidates)
        step.candidates.push_back(candidateOf(candidate.toArray()));
    return step;
}

void insertUnlessEmpty(QJsonObject *object, QLatin1StringView name, const QString &text)
{
    if (!text.isEmpty())
        object->insert(name, text);
}

} // namespace

QString writeTrace(const RouteTrace &trace)
{
    if (trace.steps.isEmpty())
        return {};
    QJsonArray steps;
    for (const TraceStep &step : trace.steps) {
        QJsonArray candidates;
        for (const TraceCandidate &candidate : step.candidates)
            candidates.append(arrayOf(candidate));
        QJsonObject object{{"basis"_L1, static_cast<int>(step.basis)}, {"of"_L1, candidates}};
        insertUnlessEmpty(&object, "rule"_L1, step.rule);
        insertUnlessEmpty(&object, "outcome"_L1, step.outcome);
        steps.append(object);
    }
    QJsonObject object{{"steps"_L1, steps}};
    insertUnlessEmpty(&object, "was"_L1, trace.sessionWas);
    insertUnlessEmpty(&object, "no_token"_L1, trace.noToken);
    insertUnlessEmpty(&object, "asked"_L1, trace.askedModel);
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

RouteTrace readTrace(const QString &text)
{
    RouteTrace trace;
    if (text.isEmpty())
        return trace;
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    trace.sessionWas = object.value("was"_L1).toString();
    trace.noToken = object.value("no_token"_L1).toString();
    trace.askedModel = object.value("asked"_L1).toString();
    const QJsonArray steps = object.value("steps"_L1).toArray();
    for (const QJsonValue &step : steps)
        trace.steps << stepOf(step.toObject());
    return trace;
}

bool isSameTrace(const RouteTrace &a, const RouteTrace &b)
{
    return a.sessionWas == b.sessionWas && a.noToken == b.noToken && a.askedModel == b.askedModel
           && std::equal(a.steps.cbegin(), a.steps.cend(), b.steps.cbegin(), b.steps.cend(),
                         [](const TraceStep &x, const TraceStep &y) { return isSame(x, y); });
}

// Of the numbers, and of the texts that vary; the rest is compared anyway.
size_t traceHash(const RouteTrace &trace)
{
    quint64 hash = static_cast<quint64>(trace.steps.size());
    const auto mix = [&hash](quint64 value) { hash = (std::rotl(hash, 23) ^ value) * 0x9E37'79B9'7F4A'7C15ULL; };
    for (const TraceStep &step : trace.steps) {
        mix(static_cast<quint64>(step.basis) + (step.outcome.isEmpty() ? 0 : qHash(step.outcome)));
        for (const TraceCandidate &one : step.candidates) {
            mix(static_cast<quint64>(one.accountId) * 64 + static_cast<quint64>(one.reason));
            mix(roundedBits(one.score) ^ static_cast<quint64>(one.untilMs));
            if (!one.detail.isEmpty())
                mix(qHash(one.detail));
        }
    }
    return static_cast<size_t>(hash ^ (hash >> 32));
}

} // namespace homeport
