// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/requestcommands.h"

#include "app/control/requestlisting.h"
#include "app/control/routingjson.h"
#include "core/usage/ledger.h"
#include "core/usage/requestlog.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QJsonObject whyJson(const RequestRecord &record, qint64 run)
{
    return {{u"request"_s, requestJson(record, run)}, {u"why"_s, traceJson(record.trace, record.startedAt.toMSecsSinceEpoch())}};
}

// @p id: a small one is of this run, a large one of the ledger.
void why(Ledger &ledger, const RequestLog &log, qint64 id, ControlReply *reply)
{
    const qint64 run = ledger.run();
    const qint64 kept = id < ledgerId(1, 0) ? ledgerId(run, id) : id;
    const QList<RequestRecord> &records = log.records();
    const auto found = std::find_if(records.cbegin(), records.cend(),
                                    [&](const RequestRecord &record) { return ledgerId(run, static_cast<qint64>(record.id)) == kept; });
    if (found != records.cend())
        return reply->finish(whyJson(*found, run));
    onResult(ledger.request(kept), reply, [reply, id, run](const Result<RequestRecord> &record) {
        if (record)
            return reply->finish(whyJson(*record, run));
        if (record.error().code != Error::Code::NotFound)
            return reply->fail(record.error());
        reply->fail({Error::Code::NotFound, u"There is no request %1. Take an ID from \"homeportctl requests\"."_s.arg(id)});
    });
}

} // namespace

void addRequestCommands(ControlCommands &commands, RequestLog &log, Ledger &ledger)
{
    commands[u"requests"_s] = [&log, &ledger](const QJsonObject &args, ControlReply *reply) {
        if (args.contains("why"_L1))
            return why(ledger, log, args.value("why"_L1).toInteger(), reply);
        const auto query = requestQuery(args, QDateTime::currentDateTimeUtc(), QTimeZone::systemTimeZone());
        if (!query)
            return reply->fail(query.error());
        auto *listing = new RequestListing(ledger, log, *query, args.value("follow"_L1).toBool(), reply);
        listing->start();
    };
}

} // namespace homeport
