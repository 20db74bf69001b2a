// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/eligibility.h"

#include "core/routing/quotas.h"

#include <algorithm>

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

// Vertex AI embeds by another call, with another body, and lists its models elsewhere.
bool hasCall(const RelayAccount &account, const RouteQuestion &question)
{
    return question.protocol != Protocol::Gemini || account.pathStyle != PathStyle::Vertex || question.call == ApiCall::Kind::Generate
           || question.call == ApiCall::Kind::CountTokens;
}

// What the provider said of the park of the whole account; other states have words of their own.
QString parkWords(const RelayAccount &account)
{
    return account.state == Account::State::Parked ? account.stateDetail : QString();
}

} // namespace

Eligibility::Eligibility(const RoutingSnapshot &snapshot, const QHash<qint64, AccountLoad> &loads, const RouteQuestion &question,
                         const SessionPlace *place)
    : m_loads(loads), m_question(question), m_place(place)
{
    if (question.groupId != 0) {
        const auto found = std::find_if(snapshot.groups.begin(), snapshot.groups.end(),
                                        [&question](const AccountGroup &group) { return group.id == question.groupId; });
        m_group = found == snapshot.groups.end() ? nullptr : &*found;
    }
    m_ownLoginHasPlace = question.carriesOwnLogin
                         && std::any_of(snapshot.accounts.begin(), snapshot.accounts.end(), [this](const RelayAccount &account) {
                                return isPassThrough(account) && speaks(account) && permits(account);
                            });
}

bool Eligibility::speaks(const RelayAccount &account) const
{
    if (!account.speaks(m_question.protocol))
        return false;
    if (m_question.protocol != Protocol::Gemini || account.protocol != Protocol::Gemini)
        return true;
    return account.pathStyle == PathStyle::CodeAssist ? m_question.codeAssist || m_question.canBeWrapped : !m_question.codeAssist;
}

bool Eligibility::permits(const RelayAccount &account) const
{
    return (m_question.providers.isEmpty() || m_question.providers.contains(account.providerId))
           && (m_question.accounts.isEmpty() || m_question.accounts.contains(account.id))
           && (m_question.groupId == 0 || (m_group && m_group->accounts.contains(account.id)));
}

// What no time changes.
RouteReason Eligibility::fixedReason(const RelayAccount &account) const
{
    if (!speaks(account))
        return RouteReason::OtherProtocol;
    if (!hasCall(account, m_question))
        return RouteReason::CallNotServed;
    if (!permits(account))
        return RouteReason::NotPermitted;
    if (isPassThrough(account) && !m_question.carriesOwnLogin)
        return RouteReason::WantsOwnLogin;
    if (!isPassThrough(account) && m_ownLoginHasPlace)
        return RouteReason::HasOwnLogin;
    if (!allowsModel(account.routing.models, m_question.model))
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
