// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/usagecommands.h"

#include "core/base/onresult.h"
#include "core/usage/ledger.h"
#include "core/usage/usagewords.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

void addUsageCommands(ControlCommands &commands, Ledger &ledger)
{
    commands[u"usage"_s] = [&ledger](const QJsonObject &args, ControlReply *reply) {
        const auto question = usageQuestion(args, QDateTime::currentDateTimeUtc(), QTimeZone::systemTimeZone());
        if (!question)
            return reply->fail(question.error());
        const bool csv = args.value("csv"_L1).toBool();
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
