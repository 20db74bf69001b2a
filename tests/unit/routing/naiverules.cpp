// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/routing/naiverules.h"

#include <algorithm>
#include <set>

using namespace Qt::Literals::StringLiterals;

namespace homeport::testing {

namespace {

constexpr qint64 Hour = 3'600'000;

bool isRelevant(const QString &family, const RouteQuestion &question)
{
    return family.isEmpty() || family == question.family;
}

bool isParked(const Truth &truth, const RouteQuestion &question, qint64 atMs)
{
    return std::any_of(truth.parks.begin(), truth.parks.end(),
                       [&](const auto &park) { return isRelevant(park.first, question) && park.second > atMs; });
}

bool hasParkBehind(const Truth &truth, const RouteQuestion &question)
{
    return std::any_of(truth.parks.begin(), truth.parks.end(),
                       [&](const auto &park) { return isRelevant(park.first, question) && park.second <= question.nowMs; });
}

bool isLive(const QuotaWindow &window, qint64 nowMs)
{
    return window.resetsAt.isNull() || window.resetsAt > QDateTime::fromMSecsSinceEpoch(nowMs);
}

double left(const Truth &truth, qint64 nowMs)
{
    double least = 1;
    for (const auto &[name, window] : truth.quotas) {
        if (isLive(window, nowMs) && window.utilization >= 0)
            least = std::min(least, 1 - window.utilization);
    }
    return least;
}

// Far away where none is known.
QDateTime renewal(const Truth &truth, qint64 nowMs)
{
    QDateTime first = QDateTime::fromMSecsSinceEpoch(nowMs).addYears(1000);
    for (const auto &[name, window] : truth.quotas) {
        if (!window.resetsAt.isNull() && isLive(window, nowMs) && window.utilization < 1)
            first = std::min(first, window.resetsAt);
    }
    return first;
}

bool serves(const RelayAccount &account, const QString &model)
{
    const QStringList &allow = account.routing.models.allow; // the worlds know "*word*" only
    return allow.isEmpty() || model.isEmpty() || std::any_of(allow.begin(), allow.end(), [&model](const QString &pattern) {
               return model.contains(pattern.mid(1, pattern.size() - 2));
           });
}

} // namespace

const NaiveRules::Place *NaiveRules::placeOf(const RouteQuestion &question) const
{
    const auto found = m_places.find({question.session.keyId, question.session.id});
    return found == m_places.end() || question.nowMs >= found->second.used + Hour ? nullptr : &found->second;
}

bool NaiveRules::isPermitted(const RelayAccount &account, const RouteQuestion &question) const
{
    if (!question.providers.isEmpty() && !question.providers.contains(account.providerId))
        return false;
    if (!question.accounts.isEmpty() && !question.accounts.contains(account.id))
        return false;
    return question.groupId == 0 || std::any_of(groups.begin(), groups.end(), [&](const AccountGroup &group) {
               return group.id == question.groupId && group.accounts.contains(account.id);
           });
}

bool NaiveRules::isReserved(const Truth &truth, const RouteQuestion &question, qint64 atMs) const
{
    const int percent = truth.account.routing.reservePercent;
    if (percent == 0 || question.accounts == QList<qint64>{truth.account.id})
        return false;
    if (const Place *place = placeOf(question); place && place->account == truth.account.id && place->warmUntil > atMs)
        return false;
    return left(truth, atMs) * 100 < percent - 1e-9;
}

QString NaiveRules::obstacle(const Truth &truth, const RouteQuestion &question, qint64 atMs) const
{
    const RelayAccount &account = truth.account;
    const auto takesOwnLogin = [](const RelayAccount &one) { return one.credential == Account::Credential::PassThrough; };
    const bool ownLoginHasPlace = std::any_of(accounts.begin(), accounts.end(), [&](const Truth &one) {
        return takesOwnLogin(one.account) && one.account.protocol == question.protocol && isPermitted(one.account, question);
    });
    if (account.state == Account::State::Paused || account.state == Account::State::Blocked || account.state == Account::State::NeedsSignIn)
        return u"stopped"_s;
    if (isParked(truth, question, atMs))
        return u"parked"_s;
    if (account.protocol != question.protocol || !isPermitted(account, question))
        return u"forbidden"_s;
    if (takesOwnLogin(account) ? !question.carriesOwnLogin : question.carriesOwnLogin && ownLoginHasPlace)
        return u"of another login"_s;
    if (!serves(account, question.model))
        return u"not for this model"_s;
    if (std::count(question.tried.begin(), question.tried.end(), account.id) > 0)
        return u"tried"_s;
    if (!account.route.problem.isEmpty() || (!account.secret && !takesOwnLogin(account)))
        return u"unreachable"_s;
    return isReserved(truth, question, atMs) ? u"reserved"_s : QString();
}

bool NaiveRules::beats(const Truth &one, const Truth &other, RoutingStrategy by, qint64 nowMs) const
{
    const AccountRouting &mine = one.account.routing;
    const AccountRouting &its = other.account.routing;
    const auto rested = [&] { return one.lastUsedMs < other.lastUsedMs || (one.lastUsedMs == other.lastUsedMs && &one < &other); };
    const auto better = [&rested](const auto &own, const auto &foreign) { return own < foreign || (own == foreign && rested()); };
    switch (by) {
    case RoutingStrategy::Priority:
        return better(mine.priority, its.priority);
    case RoutingStrategy::FillFirst:
        return &one < &other;
    case RoutingStrategy::LeastRecentlyUsed:
        return rested();
    case RoutingStrategy::Weighted:
        return better((one.assigned + 1) * its.weight, (other.assigned + 1) * mine.weight);
    case RoutingStrategy::MostHeadroom:
        return better(-left(one, nowMs), -left(other, nowMs));
    case RoutingStrategy::SoonestReset:
        return better(renewal(one, nowMs), renewal(other, nowMs));
    }
    return false;
}

// Tries every end of a park.
qint64 NaiveRules::freeAt(const RouteQuestion &question) const
{
    std::set<qint64> times;
    for (const Truth &truth : accounts) {
        for (const auto &[family, until] : truth.parks) {
            if (isRelevant(family, question) && until > question.nowMs && obstacle(truth, question, until).isEmpty())
                times.insert(until);
        }
    }
    return times.empty() ? 0 : *times.begin();
}

QString NaiveRules::brokenByRefusal(const RouteQuestion &question, const RouteDecision &decision) const
{
    for (const Truth &truth : accounts) {
        if (obstacle(truth, question, question.nowMs).isEmpty())
            return u"refused, though %1 could serve: %2"_s.arg(truth.account.name, refusalText(decision.step, question.nowMs));
    }
    const qint64 expected = freeAt(question);
    return decision.freeAtMs == expected ? QString() : u"free at %1 instead of %2"_s.arg(decision.freeAtMs).arg(expected);
}

QString NaiveRules::brokenByPick(const Truth &picked, const RouteQuestion &question) const
{
    RoutingStrategy by = strategy;
    for (const AccountGroup &group : groups)
        by = group.id == question.groupId ? group.strategy : by;
    const auto isHalfOpen = [&](const Truth &one) { return one.probing && hasParkBehind(one, question); };
    for (const Truth &other : accounts) {
        if (&other == &picked || !obstacle(other, question, question.nowMs).isEmpty())
            continue;
        if (isHalfOpen(picked) && !isHalfOpen(other))
            return u"%1 is being probed, and %2 could serve"_s.arg(picked.account.name, other.account.name);
        if (isHalfOpen(picked) == isHalfOpen(other) && beats(other, picked, by, question.nowMs))
            return u"%1 was picked, though %2 comes first by %3"_s.arg(picked.account.name, other.account.name, strategyName(by));
    }
    return {};
}

QString NaiveRules::brokenByTrace(const Routing::Choice &choice) const
{
    const auto &candidates = choice.decision.step.candidates;
    if (candidates.size() != accounts.size())
        return u"not every account is in the trace"_s;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const bool isChosen = choice.account && choice.account->id == candidates[i].accountId;
        if (candidates[i].accountId != accounts[i].account.id || isChosen != (candidates[i].reason == RouteReason::Chosen))
            return u"the trace says something else"_s;
    }
    return {};
}

QString NaiveRules::brokenBy(const RouteQuestion &question, const Routing::Choice &choice) const
{
    if (const QString broken = brokenByTrace(choice); !broken.isEmpty())
        return broken;
    if (!choice.account)
        return brokenByRefusal(question, choice.decision);
    const auto picked = std::find_if(accounts.begin(), accounts.end(),
                                     [&](const Truth &one) { return one.account.id == choice.account->id; });
    if (const QString why = obstacle(*picked, question, question.nowMs); !why.isEmpty())
        return u"%1 is %2"_s.arg(picked->account.name, why);
    if (choice.decision.isProbe != (hasParkBehind(*picked, question) && !picked->probing))
        return u"%1: wrong about the probe"_s.arg(picked->account.name);
    const Place *place = placeOf(question);
    if (choice.decision.movesSession != (place && place->account != picked->account.id))
        return u"wrong about the session"_s;
    for (const Truth &truth : accounts) {
        if (place && place->account == truth.account.id && obstacle(truth, question, question.nowMs).isEmpty())
            return &truth == &*picked ? QString() : u"the session was taken from %1, which could serve"_s.arg(truth.account.name);
    }
    return brokenByPick(*picked, question);
}

} // namespace homeport::testing
