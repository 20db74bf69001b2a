// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/unknownmodel.h"

#include "core/routing/permission.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MostNamed = 20;

bool isElsewhere(const TraceCandidate &candidate)
{
    return candidate.reason == RouteReason::OtherProtocol || candidate.reason == RouteReason::NotPermitted
           || candidate.reason == RouteReason::CallNotServed || candidate.reason == RouteReason::WantsOwnLogin
           || candidate.reason == RouteReason::HasOwnLogin;
}

} // namespace

bool isModelUnknown(const TraceStep &step)
{
    const auto lacks = [](const TraceCandidate &one) { return one.reason == RouteReason::ModelNotServed; };
    return std::any_of(step.candidates.begin(), step.candidates.end(), lacks)
           && std::all_of(step.candidates.begin(), step.candidates.end(),
                          [lacks](const TraceCandidate &one) { return lacks(one) || isElsewhere(one); });
}

QStringList availableModels(const RoutingSnapshot &snapshot, const RouteQuestion &question)
{
    const AccountGroup *group = groupOf(question, snapshot.groups);
    QStringList available;
    for (const RelayAccount &account : snapshot.accounts) {
        if (!speaksProtocol(question, account) || !permitsAccount(question, group, account) || isSwitchedOff(account))
            continue;
        const ModelRules &rules = account.routing.models;
        available << rules.aliases.keys();
        if (!rules.allow.isEmpty())
            available << rules.allow;
        else if (snapshot.listed)
            available << snapshot.listed->names(account.id, question.protocol);
    }
    available.removeIf([&question](const QString &model) { return !model.contains(u'*') && !isAllowedBy(question.models, model); });
    available.sort();
    available.removeDuplicates();
    return available;
}

QString unknownModelText(const QString &model, const QStringList &available)
{
    const QString refusal = u"No account serves the model %1."_s.arg(model);
    if (available.isEmpty())
        return refusal;
    const qsizetype named = std::min(available.size(), MostNamed);
    QString list = available.first(named).join(u", "_s);
    if (named < available.size())
        list += u" and %1 more"_s.arg(available.size() - named);
    return refusal + u" Available: "_s + list + u'.';
}

} // namespace homeport
