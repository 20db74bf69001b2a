// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/requestcommands.h"

#include "app/control/controljson.h"
#include "app/control/routingjson.h"
#include "core/usage/requestexport.h"
#include "core/usage/requestlog.h"
#include "core/usage/usagewords.h"

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

Result<ExportQuestion> exportQuestion(const QJsonObject &args)
{
    const bool csv = args.value("csv"_L1).toBool();
    if (csv && args.value("jsonl"_L1).toBool())
        return Error{Error::Code::Invalid, u"An export is JSON lines or comma-separated values, not both."_s};
    const auto asked = usageQuestion(args, QDateTime::currentDateTimeUtc(), QTimeZone::systemTimeZone());
    if (!asked)
        return asked.error();
    ExportQuestion question;
    question.format = csv ? ExportFormat::Csv : ExportFormat::JsonLines;
    question.filter.where = asked->where;
    question.filter.session = args.value("session"_L1).toString();
    if (args.contains("since"_L1))
        question.filter.since = asked->from.toMSecsSinceEpoch();
    return question;
}

void exportRequests(Ledger &ledger, const QJsonObject &args, ControlReply *reply)
{
    const auto question = exportQuestion(args);
    if (!question)
        return reply->fail(question.error());
    auto *requests = new RequestExport(ledger, *question, reply); // a client that goes away ends it
    QObject::connect(requests, &RequestExport::failed, reply, &ControlReply::fail);
    QObject::connect(requests, &RequestExport::piece, reply, [reply, requests](const ExportPiece &piece) {
        if (!piece.text.isEmpty())
            reply->event({{u"text"_s, QString::fromUtf8(piece.text)}, {u"rows"_s, piece.rows}, {u"percent"_s, piece.percent}});
        if (piece.isLast)
            reply->finish({{u"exported"_s, piece.rows}});
        else if (piece.text.isEmpty())
            requests->next();
    });
    QObject::connect(reply, &ControlReply::drained, requests, &RequestExport::next);
    requests->next();
}

} // namespace

void addRequestCommands(ControlCommands &commands, RequestLog &log, Ledger &ledger)
{
    commands[u"requests export"_s] = [&ledger](const QJsonObject &args, ControlReply *reply) { exportRequests(ledger, args, reply); };
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
