// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/ledger.h"
#include "core/usage/storedtrace.h"

#include <algorithm>

namespace homeport {

namespace {

constexpr qsizetype ShortSession = 12; // of a session's id in a trace, as the relay writes it

} // namespace

LedgerRow ledgerRowOf(const RequestRecord &record)
{
    LedgerRow row;
    row.number = static_cast<qint64>(record.id);
    row.startedAt = record.startedAt.toMSecsSinceEpoch();
    row.duration = record.durationMs;
    row.firstByte = record.firstByteMs;
    row.account = {record.accountId, record.account};
    row.key = {record.keyId, record.key};
    row.model = record.model;
    row.answeredModel = record.usage.model == record.model ? QString() : record.usage.model;
    row.tool = record.tool;
    row.project = record.project;
    row.session = record.session;
    row.method = record.method;
    row.path = record.path;
    row.program = record.program;
    row.status = record.status;
    row.outcome = static_cast<int>(record.outcome);
    row.failed = record.outcome != RequestRecord::Outcome::Done || record.status >= 400;
    row.bytesUp = record.bytesUp;
    row.bytesDown = record.bytesDown;
    row.usage = !record.usage.known     ? LedgerRow::Usage::Unknown
                : record.usage.complete ? LedgerRow::Usage::Complete
                                        : LedgerRow::Usage::Partial;
    row.input = record.usage.input;
    row.output = record.usage.output;
    row.cacheWrite5m = record.usage.cacheWrite5m;
    row.cacheWrite1h = record.usage.cacheWrite1h;
    row.cacheRead = record.usage.cacheRead;
    row.webSearches = record.usage.webSearches;
    row.reasoning = record.usage.reasoning;
    row.stopReason = record.usage.stopReason;
    row.cost = record.cost;
    row.prices = record.prices;
    row.detail = record.detail;
    row.queued = record.trace.queuedMs;
    row.held = record.trace.heldMs;
    return row;
}

RequestRecord recordOf(const LedgerEntry &entry)
{
    const LedgerRow &row = entry.row;
    RequestRecord record;
    record.id = static_cast<quint64>(entry.id);
    record.startedAt = QDateTime::fromMSecsSinceEpoch(row.startedAt, Qt::UTC);
    record.durationMs = row.duration;
    record.firstByteMs = row.firstByte;
    record.account = row.account.text;
    record.accountId = row.account.ref;
    record.key = row.key.text;
    record.keyId = row.key.ref;
    record.model = row.model;
    record.tool = row.tool;
    record.project = row.project;
    record.session = row.session;
    record.method = row.method;
    record.path = row.path;
    record.program = row.program;
    record.status = row.status;
    using Outcome = RequestRecord::Outcome;
    record.outcome = static_cast<Outcome>(std::clamp(row.outcome, static_cast<int>(Outcome::Done), static_cast<int>(Outcome::Cancelled)));
    record.phase = RequestRecord::Phase::Answering;
    record.bytesUp = row.bytesUp;
    record.bytesDown = row.bytesDown;
    record.usage = {row.input,
                    row.output,
                    row.cacheWrite5m,
                    row.cacheWrite1h,
                    row.cacheRead,
                    row.webSearches,
                    row.answeredModel.isEmpty() ? row.model : row.answeredModel,
                    row.usage != LedgerRow::Usage::Unknown,
                    row.usage == LedgerRow::Usage::Complete,
                    row.reasoning,
                    row.stopReason};
    record.cost = row.cost;
    record.prices = row.prices;
    record.detail = row.detail;
    record.trace = readTrace(entry.trace);
    record.trace.session = row.session.left(ShortSession);
    record.trace.queuedMs = row.queued;
    record.trace.heldMs = row.held;
    return record;
}

} // namespace homeport
