// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What happens to accounts and sessions, put down plainly.
#include "tests/unit/routing/naiverules.h"

#include <algorithm>

namespace homeport::testing {

namespace {

constexpr qint64 Hour = 3'600'000;

} // namespace

Truth *NaiveRules::find(qint64 accountId)
{
    const auto found = std::find_if(accounts.begin(), accounts.end(), [=](const Truth &one) { return one.account.id == accountId; });
    return found == accounts.end() ? nullptr : &*found;
}

void NaiveRules::chose(const RouteQuestion &question, qint64 accountId, bool isProbe, bool longCache)
{
    Truth *truth = find(accountId);
    const Place *before = placeOf(question);
    truth->lastUsedMs = question.nowMs;
    truth->assigned += before ? 0 : 1;
    truth->probing = truth->probing || isProbe;
    if (question.session.id.isEmpty())
        return;
    const qint64 warm = question.nowMs + (longCache ? Hour : Hour / 12);
    const bool keepsCache = before && before->account == accountId;
    m_places[{question.session.keyId, question.session.id}] = {accountId, question.nowMs,
                                                               keepsCache ? std::max(warm, before->warmUntil) : warm};
}

void NaiveRules::ended(qint64 accountId, bool wasProbe)
{
    if (Truth *truth = find(accountId); truth && wasProbe)
        truth->probing = false;
}

void NaiveRules::park(Truth *truth, const QString &family, qint64 untilMs)
{
    qint64 &until = truth->parks[family];
    until = std::max(until, untilMs);
}

void NaiveRules::learnt(qint64 accountId, const AnswerSignal &signal, const QString &family, const QList<QuotaWindow> &quotas, qint64 nowMs)
{
    using Meaning = AnswerSignal::Meaning;
    Truth *truth = find(accountId);
    if (!truth)
        return;
    for (const QuotaWindow &window : quotas)
        truth->quotas[window.name] = window;
    const bool saysWhen = signal.until.isValid() && signal.until.toMSecsSinceEpoch() > nowMs;
    const qint64 until = saysWhen ? signal.until.toMSecsSinceEpoch() : nowMs + 5'000;
    const bool isParkedNow = truth->parks.contains({}) && truth->parks[{}] > nowMs;
    if (signal.meaning == Meaning::Burst || signal.meaning == Meaning::WindowSpent)
        park(truth, {}, until);
    if (signal.meaning == Meaning::FamilySpent)
        park(truth, signal.family, until);
    if (signal.meaning == Meaning::Overloaded && (!isParkedNow || signal.until.isValid())) {
        qint64 wait = 5'000;
        for (int i = 0; i < truth->overloads && wait < 300'000; ++i)
            wait *= 2;
        park(truth, {}, saysWhen ? until : nowMs + std::min<qint64>(wait, 300'000));
        truth->overloads += isParkedNow ? 0 : 1;
    }
    if (signal.meaning == Meaning::Served) {
        truth->overloads = 0;
        for (const QString &which : {QString(), family}) { // one of them: the whole account's first
            if (truth->parks.contains(which) && truth->parks[which] <= nowMs) {
                truth->parks.erase(which);
                return;
            }
        }
    }
}

void NaiveRules::added(const RelayAccount &account)
{
    Truth truth{account, {}, {}};
    for (const Truth &one : accounts) { // the least that any of the others has had, for its weight
        const qint64 share = one.assigned * account.routing.weight / one.account.routing.weight;
        truth.assigned = &one == &accounts.front() ? share : std::min(truth.assigned, share);
    }
    accounts.push_back(truth);
}

void NaiveRules::removed(qint64 accountId)
{
    std::erase_if(accounts, [=](const Truth &one) { return one.account.id == accountId; });
    std::erase_if(m_places, [=](const auto &place) { return place.second.account == accountId; });
}

} // namespace homeport::testing
