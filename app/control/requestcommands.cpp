// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/requestcommands.h"

#include "app/control/requestlisting.h"
#include "app/control/routingjson.h"
#include "core/usage/ledger.h"
#include "core/usage/requestexport.h"
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

Result<ExportQuestion> exportQuestion(const QJsonObject &args)
{
    const bool csv = args.value("csv"_L1).toBool();
    if (csv && args.value("jsonl"_L1).toBool())
        return Error{Error::Code::Invalid, u"An export is JSON lines or comma-separated values, not both."_s};
    const auto asked = requestQuery(args, QDateTime::currentDateTimeUtc(), QTimeZone::systemTimeZone());
    if (!asked)
        return asked.error();
    ExportQuestion question;
    question.format = csv ? ExportFormat::Csv : ExportFormat::JsonLines;
    question.filter = asked->filter;
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
            reply->sendEvent({{u"text"_s, QString::fromUtf8(piece.text)}, {u"rows"_s, piece.rows}, {u"percent"_s, piece.percent}});
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
