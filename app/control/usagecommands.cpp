// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/usagecommands.h"

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

} // namespace

void addUsageCommands(ControlCommands &commands, Ledger &ledger)
{
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
