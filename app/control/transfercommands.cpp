// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/transfercommands.h"

#include "app/backend.h"
#include "app/control/controljson.h"
#include "app/snapshotpublisher.h"
#include "core/base/onresult.h"
#include "core/batch/accounttransfer.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

SharedSecret passphraseOf(const QJsonObject &args)
{
    const QString text = args.value("passphrase"_L1).toString();
    return text.isEmpty() ? nullptr : shareSecret(text.toUtf8());
}

QJsonObject toJson(const ImportPlan &plan, const PlannedRow &row)
{
    return {{u"place"_s, placeText(plan.format, row.number, row.line)},
            {u"line"_s, row.line},
            {u"name"_s, row.name},
            {u"provider"_s, row.provider},
            {u"verdict"_s, row.verdict == PlannedRow::Verdict::Error ? u"error"_s : u"duplicate"_s},
            {u"why"_s, row.why}};
}

// One event per row that will not be added.
void tellRows(const ImportPlan &plan, ControlReply *reply)
{
    if (!plan.unknownColumns.isEmpty())
        reply->sendEvent({{u"unknown_columns"_s, QJsonArray::fromStringList(plan.unknownColumns)}});
    for (const PlannedRow &row : plan.rows)
        if (row.verdict != PlannedRow::Verdict::Ok)
            reply->sendEvent({{u"row"_s, toJson(plan, row)}});
}

void finishImport(Backend &backend, const ImportOutcome &outcome, ControlReply *reply)
{
    if (outcome.error)
        return reply->fail(outcome.added == 0 ? *outcome.error
                                              : Error{outcome.error->code,
                                                      u"%1 accounts were added, then: %2"_s.arg(outcome.added).arg(outcome.error->detail)});
    const QJsonObject result{{u"added"_s, outcome.added},
                             {u"duplicates"_s, outcome.duplicates},
                             {u"wrong"_s, outcome.wrong},
                             {u"refused"_s, QJsonArray::fromStringList(outcome.refused)}};
    backend.publisher().whenSettled(reply, [reply, result] { reply->finish({{u"import"_s, result}}); });
}

void import(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const auto file = textArgument(args, u"file"_s);
    if (!file)
        return reply->fail(file.error());
    const bool previewOnly = args.value("preview"_L1).toBool();
    const ImportMode mode = args.value("skip_bad"_L1).toBool() ? ImportMode::SkipBad : ImportMode::AllOrNothing;
    onResult(backend.transfer().preview(*file, passphraseOf(args)), reply, [=, &backend](const Result<ImportPlan> &plan) {
        if (!plan)
            return reply->fail(plan.error());
        if (plan->needsPassphrase)
            return reply->fail(Error{Error::Code::Invalid, u"%1 is sealed: give its passphrase with --passphrase-stdin."_s.arg(*file)});
        tellRows(*plan, reply);
        if (previewOnly)
            return reply->finish(
                {{u"preview"_s, QJsonObject{{u"ready"_s, plan->ready()}, {u"duplicates"_s, plan->duplicates}, {u"wrong"_s, plan->wrong}}}});
        ImportJob *job = backend.transfer().createImport(*plan, mode).release();
        job->setParent(reply); // a client that goes away ends it after the batch under way
        QObject::connect(job, &ImportJob::progressed, reply, [reply](int done, int total) {
            reply->sendEvent({{u"done"_s, done}, {u"total"_s, total}});
        });
        QObject::connect(job, &ImportJob::finished, reply,
                         [reply, &backend](const ImportOutcome &outcome) { finishImport(backend, outcome, reply); });
        job->start();
    });
}

void exportAll(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const auto file = textArgument(args, u"file"_s);
    const SharedSecret passphrase = passphraseOf(args);
    if (!file)
        return reply->fail(file.error());
    if (!passphrase)
        return reply->fail(Error{Error::Code::Invalid, u"An export is sealed under a passphrase: give one."_s});
    reply->finishWith(backend.transfer().exportTo(*file, passphrase, args.value("force"_L1).toBool()),
                      [file = *file](const ExportOutcome &made) {
                          return QJsonObject{{u"export"_s, QJsonObject{{u"file"_s, file},
                                                                       {u"accounts"_s, made.accounts},
                                                                       {u"left_out"_s, QJsonArray::fromStringList(made.leftOut)}}}};
                      });
}

} // namespace

void addTransferCommands(ControlCommands &commands, Backend &backend)
{
    commands[u"accounts import"_s] = [&backend](const QJsonObject &args, ControlReply *reply) { import(backend, args, reply); };
    commands[u"accounts export"_s] = [&backend](const QJsonObject &args, ControlReply *reply) { exportAll(backend, args, reply); };
}

} // namespace homeport
