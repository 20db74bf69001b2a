// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/eligibility.h"

#include "core/routing/permission.h"
#include "core/routing/quotas.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

bool isPassThrough(const RelayAccount &account)
{
    return account.credential == Account::Credential::PassThrough;
}

// 0: not set.
qint64 msOf(const QDateTime &time)
{
    return time.isValid() ? time.toMSecsSinceEpoch() : 0;
}

// Code Assist has content and counts of the public calls, in its own shape. Vertex AI embeds by another call, with another body, and lists
// its models elsewhere.
bool hasCall(const RelayAccount &account, const RouteQuestion &question)
{
    if (question.protocol != Protocol::Gemini || account.protocol != Protocol::Gemini)
        return true;
    if (account.pathStyle == PathStyle::CodeAssist)
        return question.codeAssist || question.canBeWrapped;
    return account.pathStyle != PathStyle::Vertex || question.codeAssist || question.call == ApiCall::Kind::Generate
           || question.call == ApiCall::Kind::CountTokens;
}

QString wordsOfMissingCall(const RelayAccount &account)
{
    return account.pathStyle == PathStyle::CodeAssist ? u"the API of Code Assist, which this account is for, has no such call"_s
                                                      : u"Vertex AI has no embeddings and no list of models in this shape"_s;
}

// What the provider said of the park of the whole account; other states have words of their own.
QString parkWords(const RelayAccount &account)
{
    return account.state == Account::State::Parked ? account.stateDetail : QString();
}

} // namespace

Eligibility::Eligibility(const RoutingSnapshot &snapshot, const QHash<qint64, AccountLoad> &loads, const RouteQuestion &question,
                         const SessionPlace *place)
    : m_loads(loads), m_question(question), m_place(place), m_listed(snapshot.listed.get()), m_group(groupOf(question, snapshot.groups)),
      m_ownLoginHasPlace(ownLoginHasPlace(question, m_group, snapshot.accounts))
{
}

// The user's word counts more than the provider's list.
bool Eligibility::servesModel(const RelayAccount &account) const
{
    const ModelRules &rules = account.routing.models;
    if (!rules.allow.isEmpty() || !m_listed || m_question.model.isEmpty())
        return allowsModel(rules, m_question.model);
    return m_listed->mayServe(account.id, m_question.protocol, rules.aliases.value(m_question.model, m_question.model));
}

// What no time changes.
RouteReason Eligibility::fixedReason(const RelayAccount &account) const
{
    if (!hasCall(account, m_question))
        return RouteReason::CallNotServed;
    if (!speaksProtocol(m_question, account))
        return RouteReason::OtherProtocol;
    if (!permitsAccount(m_question, m_group, account))
        return RouteReason::NotPermitted;
    if (isPassThrough(account) && !m_question.carriesOwnLogin)
        return RouteReason::WantsOwnLogin;
    if (!isPassThrough(account) && m_ownLoginHasPlace)
        return RouteReason::HasOwnLogin;
    if (!servesModel(account))
        return RouteReason::ModelNotServed;
    // ProxyDown and Refreshing are left to the request: it is how they are found to be over.
    if (account.state == Account::State::Paused)
        return RouteReason::Paused;
    if (account.state == Account::State::Blocked)
        return RouteReason::Blocked;
    if (account.state == Account::State::NeedsSignIn)
        return RouteReason::NeedsSignIn;
    if (std::find(m_question.tried.begin(), m_question.tried.end(), account.id) != m_question.tried.end())
        return RouteReason::AlreadyTried;
    return RouteReason::NotBetter;
}

TraceCandidate Eligibility::judgeAt(const RelayAccount &account, qint64 atMs) const
{
    const auto because = [&account](RouteReason reason, const QString &detail = {}, qint64 untilMs = 0) {
        return TraceCandidate{account.id, account.name, reason, 0, untilMs, detail};
    };
    const RouteReason fixed = fixedReason(account);
    if (fixed == RouteReason::Blocked || fixed == RouteReason::NeedsSignIn)
        return because(fixed, account.stateDetail);
    if (fixed == RouteReason::CallNotServed)
        return because(fixed, wordsOfMissingCall(account));
    if (fixed != RouteReason::NotBetter)
        return because(fixed);
    if (const qint64 until = msOf(account.parkedUntil); until > atMs)
        return because(RouteReason::Parked, parkWords(account), until);
    if (const AccountPark *park = familyPark(account); park && msOf(park->until) > atMs)
        return because(RouteReason::FamilyParked, park->why, msOf(park->until));
    if (!account.route.problem.isEmpty())
        return because(RouteReason::NoWay, account.route.problem);
    if (!account.secret && !isPassThrough(account))
        return because(RouteReason::NoCredential);
    if (const QuotaWindow *window = reserve(account, atMs))
        return because(RouteReason::Reserve, window->name, msOf(window->resetsAt));
    if (parkRanOut(account, atMs) && m_loads.value(account.id).probing)
        return because(RouteReason::HalfOpen);
    return because(RouteReason::NotBetter);
}

TraceCandidate Eligibility::judge(const RelayAccount &account) const
{
    return judgeAt(account, m_question.nowMs);
}

bool Eligibility::isProbe(const RelayAccount &account) const
{
    return parkRanOut(account, m_question.nowMs) && !m_loads.value(account.id).probing;
}

qint64 Eligibility::freeAtMs(const RelayAccount &account) const
{
    const AccountPark *park = familyPark(account);
    const qint64 at = std::max(msOf(account.parkedUntil), park ? msOf(park->until) : 0);
    if (at <= m_question.nowMs)
        return 0;
    const RouteReason then = judgeAt(account, at).reason;
    return then == RouteReason::NotBetter || then == RouteReason::HalfOpen ? at : 0;
}

const AccountPark *Eligibility::familyPark(const RelayAccount &account) const
{
    if (m_question.family.isEmpty())
        return nullptr;
    const auto found = std::find_if(account.parks.begin(), account.parks.end(),
                                    [this](const AccountPark &park) { return park.family == m_question.family; });
    return found == account.parks.end() ? nullptr : &*found;
}

// Work that has no other place to go to, or has its prompt cached here, is not new work.
const QuotaWindow *Eligibility::reserve(const RelayAccount &account, qint64 atMs) const
{
    if (isPinned() || (m_place && m_place->accountId == account.id && atMs < m_place->warmUntilMs))
        return nullptr;
    return reservedWindow(account.quotas, account.routing.reservePercent, m_question.family, atMs);
}

bool Eligibility::parkRanOut(const RelayAccount &account, qint64 atMs) const
{
    const auto ranOut = [atMs](const QDateTime &until) { return until.isValid() && msOf(until) <= atMs; };
    const AccountPark *park = familyPark(account);
    return ranOut(account.parkedUntil) || (park && ranOut(park->until));
}

} // namespace homeport
