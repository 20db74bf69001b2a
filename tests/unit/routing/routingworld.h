// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/routing/naiverules.h"

#include <QRandomGenerator>

#include <functional>

namespace homeport::testing {

// Who chooses: Routing, or in a test of the test something that gets one thing wrong.
using Chooser = std::function<Routing::Choice(Routing &, const RouteQuestion &, bool longCache)>;

// A relay's life at random: requests in sessions, answers of every kind, a clock that jumps, a user who changes things, and a
// store that hears of news late. Everything is decided by the seed.
class RoutingWorld final
{
public:
    RoutingWorld(quint32 seed, Chooser chooser);

    // One thing happens; returns the promise that was broken, or nothing.
    [[nodiscard]] QString step();
    // Nobody asks any more, and all parks run out: each account must be open again to whoever may use it.
    [[nodiscard]] QString end();

    [[nodiscard]] int decisions() const { return m_decisions; }
    [[nodiscard]] int refusals() const { return m_refusals; }
    [[nodiscard]] int probes() const { return m_probes; }

private:
    struct Attempt
    {
        RouteQuestion question;
        qint64 account = 0;
        bool isProbe = false;
    };
    // An account as the store has it.
    struct Row
    {
        RelayAccount account; // as the user set it up
        std::map<QString, AccountPark> parks;
        std::map<QString, QuotaWindow> quotas;
    };

    int pick(int below) { return m_random.bounded(below); }
    bool oneIn(int chances) { return pick(chances) == 0; }
    Row *anyRow() { return m_rows.empty() ? nullptr : &m_rows[static_cast<std::size_t>(pick(static_cast<int>(m_rows.size())))]; }

    void advanceClock();
    [[nodiscard]] QString ask(const RouteQuestion &question);
    [[nodiscard]] RouteQuestion anyQuestion();
    [[nodiscard]] QString answer();
    [[nodiscard]] AnswerSignal anySignal();
    [[nodiscard]] QList<QuotaWindow> anyQuotas();
    [[nodiscard]] QString lockTheVault();

    void addAccount();
    void removeAccount();
    void changeAccount();
    void changeGroups();
    void unpark();
    // The store reads @p count of the news it has been sent, and says what it knows now.
    void hearNews(std::size_t count);
    void pushSnapshot();

    QRandomGenerator m_random;
    Chooser m_choose;
    Routing m_routing;
    NaiveRules m_rules;
    qint64 m_now = 1'795'608'000'000;

    std::vector<Row> m_rows;
    std::vector<AccountNews> m_inbox;
    quint64 m_seen = 0;
    qint64 m_lastId = 0;
    std::vector<Attempt> m_running;
    int m_decisions = 0;
    int m_refusals = 0;
    int m_probes = 0;
};

} // namespace homeport::testing
