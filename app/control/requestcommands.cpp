// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/requestcommands.h"

#include "app/control/controljson.h"
#include "app/control/routingjson.h"
#include "core/usage/requestlog.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype DefaultCount = 50;

QJsonArray newest(const RequestLog &log, qsizetype count)
{
    const QList<RequestRecord> &records = log.records(); // newest first
    QJsonArray result;
    for (qsizetype i = std::min(count, records.size()) - 1; i >= 0; --i)
        result.append(toJson(records.at(i)));
    return result;
}

void follow(RequestLog &log, ControlReply *reply)
{
    QObject::connect(&log, &RequestLog::changed, reply, [reply](const QList<RequestRecord> &batch) {
        for (const RequestRecord &record : batch)
            reply->event({{u"request"_s, toJson(record)}});
    });
}

void why(const RequestLog &log, quint64 id, ControlReply *reply)
{
    const QList<RequestRecord> &records = log.records();
    const auto found = std::find_if(records.cbegin(), records.cend(), [id](const RequestRecord &record) { return record.id == id; });
    if (found == records.cend())
        return reply->fail({Error::Code::NotFound, u"There is no request %1 among the newest %2."_s.arg(id).arg(RequestLog::Capacity)});
    reply->finish({{u"request"_s, toJson(*found)}, {u"why"_s, traceJson(found->trace, found->startedAt.toMSecsSinceEpoch())}});
}

} // namespace

void addRequestCommands(ControlCommands &commands, RequestLog &log)
{
    commands[u"requests"_s] = [&log](const QJsonObject &args, ControlReply *reply) {
        if (args.contains("why"_L1))
            return why(log, static_cast<quint64>(args.value("why"_L1).toInteger()), reply);
        const qint64 count = args.value("count"_L1).toInteger(DefaultCount);
        const QJsonArray records = newest(log, std::clamp<qint64>(count, 0, RequestLog::Capacity));
        if (!args.value("follow"_L1).toBool())
            return reply->finish({{u"requests"_s, records}});
        for (const QJsonValue &record : records)
            reply->event({{u"request"_s, record}});
        follow(log, reply);
    };
}

} // namespace homeport
