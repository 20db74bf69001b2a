// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/programcommands.h"

#include "app/control/controljson.h"
#include "core/access/programstore.h"

#include <QFileInfo>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QJsonObject toJson(const KnownProgram &program)
{
    return {{u"path"_s, program.executable},
            {u"allowed"_s, program.allowed},
            {u"first_seen_at"_s, program.firstSeenAt.toString(Qt::ISODateWithMs)},
            {u"decided_at"_s, program.decidedAt.toString(Qt::ISODateWithMs)}};
}

QJsonObject toJson(const WaitingProgram &program)
{
    return {{u"path"_s, program.executable},
            {u"pid"_s, program.pid},
            {u"program"_s, program.text},
            {u"asked_at"_s, program.askedAt.toString(Qt::ISODateWithMs)},
            {u"held_until"_s, program.heldUntil.toString(Qt::ISODateWithMs)},
            {u"requests"_s, program.requests}};
}

template <typename T>
bool names(const QList<T> &programs, const QString &path)
{
    return std::any_of(programs.cbegin(), programs.cend(), [&path](const T &program) { return program.executable == path; });
}

// What is typed may be a link to the program; one that is known, or asks, is meant as it is.
Result<QString> pathArgument(const QJsonObject &args, const ProgramStore &programs)
{
    const Result<QString> typed = textArgument(args, u"file"_s);
    if (!typed || names(programs.programs(), *typed) || names(programs.waiting(), *typed))
        return typed;
    const QString file = QFileInfo(*typed).canonicalFilePath(); // empty: there is none
    return file.isEmpty() ? typed : Result<QString>(file);
}

void list(const ProgramStore &programs, ControlReply *reply)
{
    QJsonArray known;
    for (const KnownProgram &program : programs.programs())
        known.append(toJson(program));
    QJsonArray waiting;
    for (const WaitingProgram &program : programs.waiting())
        waiting.append(toJson(program));
    reply->finish({{u"asking"_s, programs.isAsking()}, {u"programs"_s, known}, {u"waiting"_s, waiting}});
}

void decide(ProgramStore &programs, bool allow, const QJsonObject &args, ControlReply *reply)
{
    const Result<QString> path = pathArgument(args, programs);
    if (!path)
        return reply->fail(path.error());
    reply->finishWith(programs.decide(*path, allow), [&programs](const KnownProgram &program) {
        return QJsonObject{{u"program"_s, toJson(program)}, {u"asking"_s, programs.isAsking()}};
    });
}

void forget(ProgramStore &programs, const QJsonObject &args, ControlReply *reply)
{
    const Result<QString> path = pathArgument(args, programs);
    if (!path)
        return reply->fail(path.error());
    onResult(programs.forget(*path), reply, [reply, path = *path](const Result<void> &forgotten) {
        if (!forgotten)
            return reply->fail(forgotten.error());
        reply->finish({{u"forgotten_program"_s, path}});
    });
}

void ask(ProgramStore &programs, const QJsonObject &args, ControlReply *reply)
{
    const QJsonValue on = args.value("on"_L1);
    if (!on.isBool())
        return reply->fail({Error::Code::Invalid, u"\"programs ask\" takes on or off."_s});
    onResult(programs.setAsking(on.toBool()), reply, [&programs, reply](const Result<void> &stored) {
        if (!stored)
            return reply->fail(stored.error());
        reply->finish({{u"asking"_s, programs.isAsking()}});
    });
}

} // namespace

void addProgramCommands(ControlCommands &commands, ProgramStore &programs)
{
    commands[u"programs"_s] = [&programs](const QJsonObject &, ControlReply *reply) { list(programs, reply); };
    commands[u"programs allow"_s] = [&programs](const QJsonObject &args, ControlReply *reply) { decide(programs, true, args, reply); };
    commands[u"programs deny"_s] = [&programs](const QJsonObject &args, ControlReply *reply) { decide(programs, false, args, reply); };
    commands[u"programs forget"_s] = [&programs](const QJsonObject &args, ControlReply *reply) { forget(programs, args, reply); };
    commands[u"programs ask"_s] = [&programs](const QJsonObject &args, ControlReply *reply) { ask(programs, args, reply); };
}

} // namespace homeport
