// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What one choice of an account costs, with its trace, its note in the sessions, and what is learnt from the answer.
#include "core/base/secret.h"
#include "core/routing/routing.h"

#include <QRandomGenerator>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Accounts = 50;
constexpr quint32 SessionCount = 10'000;
constexpr int Decisions = 100'000;
constexpr qint64 Start = 1'790'000'000'000; // ms since 1970

QDateTime utc(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}

// As a plan's account is after an answer: rules, a reserve, seven windows, here and there a park.
RelayAccount account(int number)
{
    RelayAccount made;
    made.id = number + 1;
    made.name = u"account %1"_s.arg(number);
    made.providerId = number % 5 == 0 ? u"anthropic-compatible"_s : u"anthropic"_s;
    made.secret = shareSecret(Secret(QByteArray("bench")));
    made.routing = {number % 7, 1 + number % 3, number % 4 == 0 ? 10 : 0, {{u"claude-opus-*"_s, u"claude-*-4*"_s, u"*"_s}, {}}};
    made.routing.models.aliases.insert(u"fast"_s, u"claude-haiku-4-5"_s);
    for (const auto &name : {u"5h"_s, u"7d"_s, u"7d_oi"_s, u"requests"_s, u"tokens"_s, u"input-tokens"_s, u"output-tokens"_s})
        made.quotas << QuotaWindow{name, u"allowed"_s, (number % 10) / 12.0, -1, -1, utc(Start + 3'600'000 + number * 1'000),
                                   {},   utc(Start)};
    if (number % 9 == 0)
        made.parks << AccountPark{u"opus"_s, utc(Start + 600'000), u"its weekly limit is reached"_s, utc(Start)};
    if (number % 11 == 0)
        made.parkedUntil = utc(Start + (number % 2 ? 900'000 : -900'000));
    return made;
}

RoutingSnapshot snapshot(RoutingStrategy strategy)
{
    RoutingSnapshot made;
    AccountGroup all{1, u"all"_s, strategy, {}};
    for (int i = 0; i < Accounts; ++i) {
        made.accounts.push_back(account(i));
        all.accounts << i + 1;
    }
    made.groups << all;
    return made;
}

RouteQuestion question(quint32 random, qint64 nowMs)
{
    RouteQuestion made;
    made.model = u"claude-sonnet-4-5-20250929"_s;
    made.family = u"sonnet"_s;
    made.groupId = 1;
    const quint32 session = random % SessionCount;
    made.session = {session % 10, u"1b9d6bcd-bbfd-4b2d-9b5d-%1"_s.arg(session, 12, 10, QChar(u'0'))};
    made.nowMs = nowMs;
    return made;
}

void print(const char *what, std::vector<double> &times)
{
    std::sort(times.begin(), times.end());
    const auto at = [&times](double part) { return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))]; };
    std::printf("%-34s p50 %6.2f us   p99 %6.2f us   p99.9 %7.2f us\n", what, at(0.5), at(0.99), at(0.999));
}

void measure(RoutingStrategy strategy, bool withSessions)
{
    Routing routing;
    routing.setSnapshot(snapshot(strategy), 0);
    QRandomGenerator random(1);
    qint64 now = Start;
    for (quint32 i = 0; i < SessionCount; ++i) { // all of them are there before the first measurement
        if (const auto choice = routing.choose(question(i, now), false); choice.account)
            routing.ended(choice.account->id, choice.decision.isProbe);
    }
    std::vector<double> times;
    times.reserve(Decisions);
    for (int i = 0; i < Decisions; ++i, now += 3) {
        RouteQuestion asked = question(random.generate(), now);
        if (!withSessions)
            asked.session = {};
        const auto begin = std::chrono::steady_clock::now();
        const Routing::Choice choice = routing.choose(asked, false);
        times.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count());
        if (choice.account)
            routing.ended(choice.account->id, choice.decision.isProbe);
    }
    print(qPrintable(strategyName(strategy) + (withSessions ? u", in a session"_s : u""_s)), times);
}

} // namespace

int main()
{
    std::printf("%d accounts, %u sessions, %d decisions each\n", Accounts, SessionCount, Decisions);
    for (const auto strategy : {RoutingStrategy::Priority, RoutingStrategy::FillFirst, RoutingStrategy::LeastRecentlyUsed,
                                RoutingStrategy::Weighted, RoutingStrategy::MostHeadroom, RoutingStrategy::SoonestReset}) {
        measure(strategy, false);
        measure(strategy, true);
    }
    return 0;
}
