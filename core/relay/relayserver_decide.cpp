// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The half of RelayServer that decides whether a request may pass, and with what it goes on.
#include "core/providers/anthropic/answersignals.h"
#include "core/providers/gemini/codeassistwrap.h"
#include "core/providers/wireprotocol.h"
#include "core/relay/exchange.h"
#include "core/relay/relayserver.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

qint64 monotonicMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace

// The chain of design section 6, after HttpListener's part of it.
void RelayServer::decide(Exchange &exchange, const std::shared_ptr<HttpRequest> &request, const QByteArray &pathKey)
{
    const auto key = letIn(exchange, *request, pathKey);
    if (!key)
        return;
    if (m_programGate.passes(request->peerInode))
        return admit(exchange, request, *key);
    askForProgram(exchange, request, pathKey);
}

// Null: it was refused.
std::optional<AuthenticatedKey> RelayServer::letIn(Exchange &exchange, const HttpRequest &request, const QByteArray &pathKey)
{
    if (m_draining) {
        exchange.refuse(503, u"Homeport is shutting down."_s, 1);
        return {};
    }
    const auto key = passGate(m_snapshot, m_authenticator, request, exchange.route(), pathKey, m_clock.now());
    if (!key) {
        refuseGuess(exchange, key.error());
        return {};
    }
    exchange.setKey(*key, pathKey);
    return *key;
}

void RelayServer::askForProgram(const Exchange &exchange, const std::shared_ptr<HttpRequest> &request, const QByteArray &pathKey)
{
    const auto answered = [this, id = exchange.id(), request, pathKey](const std::optional<QString> &refusal) {
        const auto found = m_running.find(id);
        if (found == m_running.end())
            return;
        Exchange &asked = *found->second;
        if (refusal)
            return asked.refuse(403, *refusal, -1);
        if (const auto key = letIn(asked, *request, pathKey)) // it may have been revoked meanwhile
            admit(asked, request, *key);
    };
    m_programGate.ask(exchange.id(), request->peerInode, answered);
}

// Refusals of keys that are not valid come slower and slower: nobody tries many.
std::chrono::milliseconds RelayServer::delayOf(const GateRefusal &refusal)
{
    return std::chrono::milliseconds(refusal.wrongKey ? m_brake.refused(monotonicMs()) : 0);
}

void RelayServer::refuseGuess(Exchange &exchange, const GateRefusal &refusal)
{
    const auto say = [refusal](Exchange &asked) {
        asked.refuse(refusal.status, refusal.why, refusal.retry ? refusal.retryAfterSeconds : -1);
    };
    const std::chrono::milliseconds delay = delayOf(refusal);
    if (delay.count() == 0)
        return say(exchange);
    QTimer::singleShot(delay, &exchange, [say, &exchange] { say(exchange); });
}

RouteQuestion RelayServer::questionOf(const Exchange &exchange, const HttpRequest &request, const AuthenticatedKey &key)
{
    RouteQuestion question;
    const KeyPolicy &policy = *key.policy;
    question.protocol = exchange.call().protocol;
    question.codeAssist = exchange.call().codeAssist;
    question.canBeWrapped = question.protocol == Protocol::Gemini && !codeAssistTarget(exchange.call()).isEmpty();
    question.call = exchange.call().kind;
    question.carriesOwnLogin = carriesOwnLogin(request.headers);
    question.providers = policy.providers;
    question.accounts = policy.accounts;
    question.groupId = policy.groupId;
    question.models = policy.models;
    return question;
}

void RelayServer::admit(Exchange &exchange, const std::shared_ptr<HttpRequest> &request, const AuthenticatedKey &key)
{
    ExchangePlan plan;
    const ApiCall &call = exchange.call();
    plan.facts = wireProtocol(call.protocol).requestFacts(call, request->headers, request->body);
    if (const auto refusal = resolveAlias(plan, *request, call, key))
        return exchange.refuse(refusal->status, refusal->why, -1);
    if (!plan.askedModel.isEmpty())
        exchange.nameModel(plan.facts.model);
    plan.question = questionOf(exchange, *request, key);
    const bool isOurs = call.isAboutModels() && m_models.answers(plan.question); // a list shows what the key may ask for, and no more
    if (const auto refusal = isOurs ? std::nullopt : passModel(key, *request, plan.facts))
        return exchange.refuse(refusal->status, refusal->why, -1);
    plan.question.model = plan.facts.model;
    plan.question.family = modelFamily(plan.facts.model);
    plan.question.session = {key.id, plan.facts.session};
    const UsageTap &tap = plan.tap.emplace(m_snapshot.prices, call.protocol, plan.facts, m_clock.now().date());
    const bool isFree = !call.isCharged();
    plan.ticket = m_limits.ask({key.id, plan.facts.session, isFree, isFree ? 0 : tap.estimate(request->body.size()), tap.isPriced()});
    m_usedKeys.insert(key.id);
    if (isOurs)
        return listModels(exchange, *request, std::move(plan), key);
    serve(exchange, std::move(plan));
}

void RelayServer::serve(Exchange &exchange, ExchangePlan plan)
{
    exchange.serve({*m_engine, m_accounts, m_catalogue, m_options.tokens, m_options.timeouts}, std::move(plan));
}

} // namespace homeport
