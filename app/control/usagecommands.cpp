// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/usagecommands.h"

#include "app/control/controljson.h"
#include "app/ledgerkeeper.h"
#include "core/base/onresult.h"
#include "core/usage/ledger.h"
#include "core/usage/usagewords.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

void usageBySession(Ledger &ledger, const SessionQuestion &question, bool csv, ControlReply *reply)
{
    onResult(ledger.sessions(question), reply, [reply, csv, question](const Result<SessionReport> &report) {
        if (!report)
            return reply->fail(report.error());
        if (csv)
            return reply->finish({{u"csv"_s, usageCsv(*report)}});
        reply->finish({{u"usage"_s, usageJson(*report, question)}});
    });
}

// Without a ledger there is still the setting.
void tellRetention(Ledger &ledger, const LedgerRetention &retention, ControlReply *reply)
{
    onResult(ledger.state(), reply, [reply, retention](const Result<LedgerState> &state) {
        QJsonObject json{{u"days"_s, retention.days}, {u"max_requests"_s, retention.rows}};
        if (state) {
            json.insert(u"requests"_s, state->rows);
            json.insert(u"oldest_at"_s,
                        timeJson(state->oldest == 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(state->oldest, Qt::UTC)));
            json.insert(u"bytes"_s, state->bytes);
        } else {
            json.insert(u"problem"_s, state.error().detail);
        }
        reply->finish({{u"retention"_s, json}});
    });
}

void setRetention(Ledger &ledger, LedgerKeeper &keeper, const QJsonObject &args, ControlReply *reply)
{
    const LedgerRetention present = keeper.retention();
    const auto wanted = LedgerRetention::of(args.value("days"_L1).toInteger(present.days),
                                            args.value("max_requests"_L1).toInteger(present.rows));
    if (!wanted)
        return reply->fail(wanted.error());
    if (*wanted == present)
        return tellRetention(ledger, present, reply);
    onResult(keeper.setRetention(*wanted), reply, [&ledger, reply, wanted = *wanted](const Result<void> &kept) {
        if (!kept)
            return reply->fail(kept.error());
        tellRetention(ledger, wanted, reply);
    });
}

} // namespace

void addUsageCommands(ControlCommands &commands, Ledger &ledger, LedgerKeeper &keeper)
{
    commands[u"usage retention"_s] = [&ledger, &keeper](const QJsonObject &args, ControlReply *reply) {
        setRetention(ledger, keeper, args, reply);
    };
    commands[u"usage"_s] = [&ledger](const QJsonObject &args, ControlReply *reply) {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const bool csv = args.value("csv"_L1).toBool();
        if (const auto sessions = sessionQuestion(args, now, QTimeZone::systemTimeZone())) {
            if (!*sessions)
                return reply->fail(sessions->error());
            return usageBySession(ledger, **sessions, csv, reply);
        }
        const auto question = usageQuestion(args, now, QTimeZone::systemTimeZone());
        if (!question)
            return reply->fail(question.error());
        onResult(ledger.report(*question), reply, [reply, csv, question = *question](const Result<UsageReport> &report) {
            if (!report)
                return reply->fail(report.error());
            if (csv)
                return reply->finish({{u"csv"_s, usageCsv(*report, question)}});
            reply->finish({{u"usage"_s, usageJson(*report, question)}});
        });
    };
}

} // namespace homeport
