// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/answersignal.h"
#include "core/routing/accountnews.h"
#include "core/routing/router.h"
#include "core/routing/unknownmodel.h"

#include <memory>
#include <optional>
#include <utility>

namespace homeport {

// The mutable half of routing, for the relay's thread: the last snapshot, what was learnt since, loads and sessions.
// Decisions themselves are route()'s.
class Routing final
{
public:
    Routing() = default;
    Q_DISABLE_COPY_MOVE(Routing)

    // @p newsSeen: the highest number of the news that @p snapshot knows; later ones are applied on top again. Sessions and
    // loads of accounts that are gone are forgotten, unless all are: a locked vault shows none.
    void setSnapshot(RoutingSnapshot snapshot, quint64 newsSeen);

    // What providers list; stays over snapshots.
    void setListed(std::shared_ptr<const ListedModels> listed) { m_snapshot.listed = std::move(listed); }
    // As availableModels().
    [[nodiscard]] QStringList available(const RouteQuestion &question) const { return availableModels(m_snapshot, question); }

    // Decides, and notes it: session, last use, running, probe. The account stays valid as long as the caller keeps the pointer.
    struct Choice
    {
        std::shared_ptr<const RelayAccount> account; // null: nobody can serve. As in the snapshot, without the news since
        RouteDecision decision;                      // its account pointer is null
        QString sessionWas;                          // name of the account the session was on before, when it moved
    };
    [[nodiscard]] Choice choose(const RouteQuestion &question, bool longCache);
    // Once per chosen account, when its attempt is over; after learn(), so that nobody slips in between.
    void ended(qint64 accountId, bool wasProbe);

    // Parks and quotas by an answer's signal (providers.md section 6); returns what there is to tell the store.
    // @p family: of the model that was asked (modelFamily()).
    // Without a time of the provider's own: Burst, WindowSpent, FamilySpent 5 s, Overloaded 5 s doubling up to 5 min with each one
    // in a row; those that come while it is parked anyway are the same one. A park in force is prolonged, never shortened.
    [[nodiscard]] std::optional<AccountNews> learn(qint64 accountId, const AnswerSignal &signal, const QString &family,
                                                   QList<QuotaWindow> quota, qint64 nowMs);

    // Whether the account has this credential now; true for one that is not known.
    [[nodiscard]] bool hasSecret(qint64 accountId, const Secret &secret);

    [[nodiscard]] qsizetype sessionCount() const { return m_sessions.size(); }

private:
    [[nodiscard]] RelayAccount *find(qint64 accountId);
    [[nodiscard]] std::optional<AccountPark> parkBy(const RelayAccount &account, const AnswerSignal &signal, const QString &family,
                                                    qint64 nowMs);
    void forgetRemoved();
    void welcomeNew();

    RoutingSnapshot m_snapshot;                                // with the news
    std::vector<std::shared_ptr<const RelayAccount>> m_shared; // the snapshot's accounts, in its order
    QHash<qint64, AccountLoad> m_loads;
    QHash<qint64, int> m_overloads; // in a row
    Sessions m_sessions;
    std::vector<AccountNews> m_news; // not yet seen by the store, ascending; nothing in it twice
    quint64 m_lastNumber = 0;
};

} // namespace homeport
