// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/router.h"

namespace homeport {

// What one request asks of every account, worked out once. Keeps references to what it is made of.
class Eligibility final
{
public:
    // @p place: where the request's session is; null: nowhere.
    Eligibility(const RoutingSnapshot &snapshot, const QHash<qint64, AccountLoad> &loads, const RouteQuestion &question,
                const SessionPlace *place);

    // NotBetter: it can serve. HalfOpen: it may, when nobody else can. Anything else is the first, most helpful, of the
    // reasons that keep it from serving.
    [[nodiscard]] TraceCandidate judge(const RelayAccount &account) const;

    // The next request on it finds out whether it serves again.
    [[nodiscard]] bool isProbe(const RelayAccount &account) const;
    // When an account that is parked comes free and nothing else keeps it from serving then; 0: something does.
    [[nodiscard]] qint64 freeAtMs(const RelayAccount &account) const;

    [[nodiscard]] bool isPinned() const { return m_question.accounts.size() == 1; } // to one account
    [[nodiscard]] const AccountGroup *group() const { return m_group; }             // null: none is asked for

private:
    [[nodiscard]] TraceCandidate judgeAt(const RelayAccount &account, qint64 atMs) const;
    [[nodiscard]] bool servesModel(const RelayAccount &account) const;
    [[nodiscard]] RouteReason fixedReason(const RelayAccount &account) const;
    [[nodiscard]] const AccountPark *familyPark(const RelayAccount &account) const;
    [[nodiscard]] const QuotaWindow *reserve(const RelayAccount &account, qint64 atMs) const;
    [[nodiscard]] bool parkRanOut(const RelayAccount &account, qint64 atMs) const;

    const QHash<qint64, AccountLoad> &m_loads;
    const RouteQuestion &m_question;
    const SessionPlace *m_place;
    const ListedModels *m_listed; // null: no list is known
    const AccountGroup *m_group;
    bool m_ownLoginHasPlace; // the request's own login, at a pass-through account
};

} // namespace homeport
