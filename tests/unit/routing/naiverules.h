// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/routing.h"

#include <map>

namespace homeport::testing {

// What is true of one account at this moment, put down as it happens. Nothing of it comes from core/routing.
struct Truth
{
    RelayAccount account;            // as the user has set it up; its parks and quotas are those below
    std::map<QString, qint64> parks; // by family, "" for all of it; until when, also when that is past
    std::map<QString, QuotaWindow> quotas;
    qint64 lastUsedMs = 0;
    qint64 assigned = 0;
    int overloads = 0;
    bool probing = false;
};

// The rules of routing once more, as plain as they can be written, to judge what Routing does.
class NaiveRules final
{
public:
    std::vector<Truth> accounts; // in the order they were added
    QList<AccountGroup> groups;
    RoutingStrategy strategy = RoutingStrategy::Priority;

    // The first promise that @p choice breaks; empty: it keeps them all.
    [[nodiscard]] QString brokenBy(const RouteQuestion &question, const Routing::Choice &choice) const;

    // What happened.
    void chose(const RouteQuestion &question, qint64 accountId, bool isProbe, bool longCache);
    void ended(qint64 accountId, bool wasProbe);
    void learnt(qint64 accountId, const AnswerSignal &signal, const QString &family, const QList<QuotaWindow> &quotas, qint64 nowMs);
    void added(const RelayAccount &account);
    void removed(qint64 accountId);

    [[nodiscard]] Truth *find(qint64 accountId);

private:
    struct Place
    {
        qint64 account = 0;
        qint64 used = 0;
        qint64 warmUntil = 0;
    };

    [[nodiscard]] const Place *placeOf(const RouteQuestion &question) const;
    [[nodiscard]] bool isPermitted(const RelayAccount &account, const RouteQuestion &question) const;
    // Why it must not serve at that time, in a word; empty: it may, or may when nobody else can.
    [[nodiscard]] QString obstacle(const Truth &truth, const RouteQuestion &question, qint64 atMs) const;
    [[nodiscard]] bool isReserved(const Truth &truth, const RouteQuestion &question, qint64 atMs) const;
    [[nodiscard]] bool beats(const Truth &one, const Truth &other, RoutingStrategy by, qint64 nowMs) const;
    [[nodiscard]] qint64 freeAt(const RouteQuestion &question) const;
    [[nodiscard]] QString brokenByRefusal(const RouteQuestion &question, const RouteDecision &decision) const;
    [[nodiscard]] QString brokenByPick(const Truth &picked, const RouteQuestion &question) const;
    [[nodiscard]] QString brokenByTrace(const Routing::Choice &choice) const;
    void park(Truth *truth, const QString &family, qint64 untilMs);

    std::map<std::pair<qint64, QString>, Place> m_places;
};

} // namespace homeport::testing
