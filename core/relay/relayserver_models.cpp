// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of RelayServer that know of models: aliases, and lists that Homeport answers itself.
#include "core/providers/modelrewrite.h"
#include "core/providers/modeltext.h"
#include "core/relay/exchange.h"
#include "core/relay/relayserver.h"

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

ModelAliases aliasesFor(const KeyPolicy &policy, const ModelAliases &everybodys)
{
    ModelAliases all = everybodys;
    all.insert(policy.aliases); // the key's own outweigh them
    return all;
}

} // namespace

// What the request asks for becomes what an alias says; from here on nothing else knows of it but the trace. A list of models is asked for by the
// name that stands in it.
std::optional<GateRefusal> RelayServer::resolveAlias(ExchangePlan &plan, HttpRequest &request, const ApiCall &call,
                                                     const AuthenticatedKey &key)
{
    if (plan.facts.model.isEmpty() || plan.facts.modelTwice || call.isAboutModels())
        return {};
    QString served = servedInPlaceOf(plan.facts.model, key.policy->aliases);
    if (served.isEmpty())
        served = servedInPlaceOf(plan.facts.model, m_snapshot.aliases);
    if (served.isEmpty())
        return {};
    const bool isInPath = !call.model.isEmpty() && !call.codeAssist;
    auto changed = isInPath ? targetWithModel(request.target, served) : bodyWithModel(request.body, served);
    if (!changed)
        return GateRefusal{
            400, u"The alias %1 leads to the model %2, whose name can't stand in this request: change the alias in Homeport."_s.arg(
                     plan.facts.model, served)};
    (isInPath ? request.target : request.body) = *std::move(changed);
    plan.askedModel = std::exchange(plan.facts.model, served);
    return {};
}

void RelayServer::listModels(Exchange &exchange, const HttpRequest &request, ExchangePlan plan, const AuthenticatedKey &key)
{
    // Lists are free, and wait for no place; but a key whose time is over lists nothing.
    if (plan.ticket->state() == AdmissionTicket::State::Refused && plan.ticket->refusal().status == 403)
        return exchange.refuse(403, plan.ticket->refusal().why, -1);
    const ModelQuestion question = modelQuestionOf(plan.question, request.query(), aliasesFor(*key.policy, m_snapshot.aliases));
    const auto held = std::make_shared<ExchangePlan>(std::move(plan));
    m_models.ask(question, [this, id = exchange.id(), shape = question.shape, held](const QList<ListedModel> &models) {
        if (const auto running = m_running.find(id); running != m_running.end()) // its client may have left
            answerModels(*running->second, shape, std::move(*held), models);
    });
}

// One model that is not in the list may still be one: providers know it by further names. Its own words are passed on.
void RelayServer::answerModels(Exchange &exchange, ModelShape shape, ExchangePlan plan, const QList<ListedModel> &models)
{
    const ApiCall &call = exchange.call();
    if (call.kind == ApiCall::Kind::ListModels)
        return exchange.answer(modelListBody(shape, models));
    const QString id = QString::fromUtf8(call.model);
    const auto found = std::find_if(models.begin(), models.end(), [&id](const ListedModel &model) { return model.id == id; });
    if (found != models.end())
        return exchange.answer(modelBody(shape, *found));
    if (!isAllowedBy(plan.question.models, id)) {
        QStringList available;
        for (const ListedModel &model : models)
            available << model.id;
        return exchange.refuseModel(unknownModelText(id, available));
    }
    if (plan.ticket->state() == AdmissionTicket::State::Refused)
        return exchange.refuse(plan.ticket->refusal().status, plan.ticket->refusal().why, plan.ticket->refusal().retryAfterSeconds);
    plan.question.model = id;
    serve(exchange, std::move(plan));
}

} // namespace homeport
