// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/routingjson.h"

#include "app/control/controljson.h"
#include "core/accounts/modelrulesjson.h"
#include "core/routing/router.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QStringList listOf(const QString &text)
{
    QStringList parts;
    for (const QString &part : text.split(u',')) {
        if (!part.trimmed().isEmpty())
            parts << part.trimmed();
    }
    return parts;
}

QLatin1StringView basisName(TraceStep::Basis basis)
{
    switch (basis) {
    case TraceStep::Basis::Strategy:
        return "strategy"_L1;
    case TraceStep::Basis::Session:
        return "session"_L1;
    case TraceStep::Basis::Pin:
        return "pin"_L1;
    case TraceStep::Basis::HeldBack:
        return "held"_L1;
    case TraceStep::Basis::None:
        break;
    }
    return "none"_L1;
}

} // namespace

QString unknownStrategy(const QString &name)
{
    return u"\"%1\" is no strategy: priority, fill-first, least-recently-used, weighted, most-headroom or soonest-reset."_s.arg(name);
}

Result<ModelAliases> aliasesOf(const QString &text)
{
    ModelAliases aliases;
    if (text.trimmed() == u"none")
        return aliases;
    for (const QString &pair : listOf(text)) {
        const QString name = pair.section(u'=', 0, 0).trimmed();
        const QString model = pair.section(u'=', 1).trimmed();
        if (name.isEmpty() || model.isEmpty())
            return Error{Error::Code::Invalid, u"\"%1\" is no alias: write NAME=MODEL."_s.arg(pair)};
        aliases.insert(name, model);
    }
    return aliases;
}

Result<ModelAliases> changedAliases(ModelAliases aliases, const QJsonObject &args)
{
    for (const auto &[name, replaces] : {std::pair(QLatin1StringView("set"), true), std::pair(QLatin1StringView("add"), false)}) {
        if (!args.contains(name))
            continue;
        const Result<ModelAliases> named = aliasesOf(args.value(name).toString());
        if (!named)
            return named.error();
        if (replaces)
            aliases.clear();
        aliases.insert(*named);
    }
    for (const QString &name : listOf(args.value("remove"_L1).toString())) {
        if (aliases.remove(name) == 0)
            return Error{Error::Code::NotFound, u"There is no alias \"%1\"."_s.arg(name)};
    }
    return aliases;
}

QJsonObject aliasesJson(const ModelAliases &aliases)
{
    QJsonObject json;
    for (auto one = aliases.cbegin(); one != aliases.cend(); ++one)
        json.insert(one.key(), *one);
    return json;
}

Result<AccountRouting> changedRouting(AccountRouting routing, const QJsonObject &args)
{
    routing.priority = args.value("priority"_L1).toInt(routing.priority);
    routing.weight = args.value("weight"_L1).toInt(routing.weight);
    routing.reservePercent = args.value("reserve"_L1).toInt(routing.reservePercent);
    if (args.contains("models"_L1)) {
        const QString models = args.value("models"_L1).toString();
        routing.models.allow = models.trimmed() == u"any" ? QStringList() : listOf(models);
    }
    if (args.contains("aliases"_L1)) {
        const auto aliases = aliasesOf(args.value("aliases"_L1).toString());
        if (!aliases)
            return aliases.error();
        routing.models.aliases = *aliases;
    }
    return routing;
}

Result<AccountGroup> changedGroup(AccountGroup group, const QJsonObject &args, const QList<Account> &accounts)
{
    group.name = args.value("name"_L1).toString(group.name);
    if (const QString name = args.value("strategy"_L1).toString(); !name.isEmpty() && !strategyFromName(name, &group.strategy))
        return Error{Error::Code::Invalid, unknownStrategy(name)};
    if (!args.contains("accounts"_L1))
        return group;
    group.accounts.clear();
    for (const QString &name : listOf(args.value("accounts"_L1).toString())) {
        const auto found = std::find_if(accounts.cbegin(), accounts.cend(), [&name](const Account &one) { return one.name == name; });
        if (found == accounts.cend())
            return Error{Error::Code::Invalid, u"There is no account named \"%1\"."_s.arg(name)};
        group.accounts << found->id;
    }
    return group;
}

QJsonObject routingJson(const Account &account)
{
    return {{u"id"_s, account.id},
            {u"name"_s, account.name},
            {u"priority"_s, account.routing.priority},
            {u"weight"_s, account.routing.weight},
            {u"reserve_percent"_s, account.routing.reservePercent},
            {u"models"_s, toJson(account.routing.models)}};
}

QJsonObject groupJson(const AccountGroup &group, const QList<Account> &accounts)
{
    QJsonArray names;
    for (const Account &account : accounts) {
        if (group.accounts.contains(account.id))
            names.append(account.name);
    }
    return {{u"id"_s, group.id}, {u"name"_s, group.name}, {u"strategy"_s, strategyName(group.strategy)}, {u"accounts"_s, names}};
}

QJsonObject traceJson(const RouteTrace &trace, qint64 startedMs)
{
    QJsonArray steps;
    for (const TraceStep &step : trace.steps) {
        QJsonArray candidates;
        for (const TraceCandidate &candidate : step.candidates) {
            candidates.append(QJsonObject{{u"account"_s, candidate.account},
                                          {u"chosen"_s, candidate.reason == RouteReason::Chosen},
                                          {u"score"_s, candidate.score},
                                          {u"reason"_s, traceText(candidate, startedMs)}});
        }
        steps.append(QJsonObject{
            {u"basis"_s, basisName(step.basis)}, {u"rule"_s, step.rule}, {u"candidates"_s, candidates}, {u"outcome"_s, step.outcome}});
    }
    return {{u"session"_s, trace.session},    {u"session_was"_s, trace.sessionWas}, {u"asked_model"_s, trace.askedModel},
            {u"queued_ms"_s, trace.queuedMs}, {u"held_ms"_s, trace.heldMs},         {u"steps"_s, steps}};
}

} // namespace homeport
