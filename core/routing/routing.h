// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/answersignal.h"
#include "core/routing/router.h"

namespace homeport {

// What the relay has learnt about an account and does not wait for the store to say: in force at once.
struct AccountNews
{
    quint64 number = 0; // ascending; Routing gives it
    qint64 accountId = 0;
    std::optional<AccountPark> park; // parked from now on; with a null `until` the park of that family ends
    QList<QuotaWindow> quota;        // replaces those of the same name; empty: nothing new
};

// The mutable half of routing, for the relay's thread: the last snapshot, what was learnt since, loads and sessions.
// Decisions themselves are route()'s.
class Routing final
{
public:
    // @p newsSeen: the highest number of the news that @p snapshot knows; later ones are applied on top again.
    void setSnapshot(RoutingSnapshot snapshot, quint64 newsSeen);

    // Decides, and notes it: session, last use, running, probe. The account stays valid as long as the caller keeps the pointer.
    struct Choice
    {
        std::shared_ptr<const RelayAccount> account; // null: nobody can serve
        RouteDecision decision;                      // its account pointer is null
        QString sessionWas;                          // name of the account the session was on before, when it moved
    };
    [[nodiscard]] Choice choose(const RouteQuestion &question, bool longCache);
    // Once per chosen account, when its attempt is over.
    void ended(qint64 accountId, bool wasProbe);

    // Parks and quotas by an answer's signal (providers.md section 6); returns what there is to tell the store.
    // Without a time of the provider's own: Burst 5 s, Overloaded 5 s doubling up to 5 min with each one in a row.
    [[nodiscard]] std::optional<AccountNews> learn(qint64 accountId, const AnswerSignal &signal, const QString &model,
                                                   QList<QuotaWindow> quota, qint64 nowMs);

    [[nodiscard]] qsizetype sessionCount() const { return m_sessions.size(); }

private:
    RoutingSnapshot m_snapshot;
    std::vector<std::shared_ptr<const RelayAccount>> m_shared;
    QHash<qint64, AccountLoad> m_loads;
    QHash<qint64, int> m_overloads; // in a row
    Sessions m_sessions;
    std::vector<AccountNews> m_news; // not yet seen by the store
    quint64 m_lastNumber = 0;
};

} // namespace homeport
