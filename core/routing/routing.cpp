// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/routing.h"

#include "core/routing/parkrules.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace homeport {

void Routing::setSnapshot(RoutingSnapshot snapshot, quint64 newsSeen)
{
    snapshot.listed = std::move(m_snapshot.listed);
    m_snapshot = std::move(snapshot);
    m_shared.clear();
    m_shared.reserve(m_snapshot.accounts.size());
    for (const RelayAccount &account : m_snapshot.accounts)
        m_shared.push_back(std::make_shared<const RelayAccount>(account));
    if (!m_snapshot.accounts.empty())
        forgetRemoved();
    welcomeNew();
    std::erase_if(m_news, [newsSeen](const AccountNews &news) { return news.number <= newsSeen; });
    for (const AccountNews &news : m_news) {
        if (RelayAccount *account = find(news.accountId))
            applyNews(news, account);
    }
}

void Routing::forgetRemoved()
{
    QSet<qint64> present;
    for (const RelayAccount &account : m_snapshot.accounts)
        present.insert(account.id);
    m_loads.removeIf([this, &present](const std::pair<const qint64 &, AccountLoad &> &load) {
        if (present.contains(load.first))
            return false;
        m_sessions.forgetAccount(load.first);
        m_overloads.remove(load.first);
        return true;
    });
}

// A new account begins where the others are: its share is of what comes from now on. With a count of zero, all new
// sessions would go to it until it had caught up with months.
void Routing::welcomeNew()
{
    std::optional<double> level;
    for (const RelayAccount &account : m_snapshot.accounts) {
        if (const auto load = m_loads.constFind(account.id); load != m_loads.constEnd()) {
            const double own = static_cast<double>(load->assigned) / std::max(account.routing.weight, 1);
            level = std::min(level.value_or(own), own);
        }
    }
    for (const RelayAccount &account : m_snapshot.accounts) {
        if (!m_loads.contains(account.id))
            m_loads[account.id].assigned = static_cast<qint64>(level.value_or(0) * account.routing.weight);
    }
}

RelayAccount *Routing::find(qint64 accountId)
{
    const auto found = std::find_if(m_snapshot.accounts.begin(), m_snapshot.accounts.end(),
                                    [accountId](const RelayAccount &account) { return account.id == accountId; });
    return found == m_snapshot.accounts.end() ? nullptr : &*found;
}

bool Routing::hasSecret(qint64 accountId, const Secret &secret)
{
    const RelayAccount *account = find(accountId);
    return !account || (account->secret && *account->secret == secret);
}

Routing::Choice Routing::choose(const RouteQuestion &question, bool longCache)
{
    Choice choice{nullptr, route(m_snapshot, m_loads, m_sessions, question), {}};
    const RelayAccount *chosen = std::exchange(choice.decision.account, nullptr);
    if (!chosen)
        return choice;
    choice.account = m_shared[static_cast<std::size_t>(chosen - m_snapshot.accounts.data())];
    const SessionPlace *place = m_sessions.find(question.session, question.nowMs);
    if (const RelayAccount *before = choice.decision.movesSession ? find(place->accountId) : nullptr)
        choice.sessionWas = before->name;

    AccountLoad &load = m_loads[chosen->id];
    load.lastUsedMs = question.nowMs;
    ++load.running;
    load.assigned += place ? 0 : 1;
    load.probing = load.probing || choice.decision.isProbe;
    m_sessions.use(question.session, chosen->id, question.nowMs, longCache);
    return choice;
}

void Routing::ended(qint64 accountId, bool wasProbe)
{
    const auto load = m_loads.find(accountId);
    if (load == m_loads.end())
        return; // gone meanwhile
    load->running = std::max(load->running - 1, 0);
    load->probing = load->probing && !wasProbe;
}

std::optional<AccountNews> Routing::learn(qint64 accountId, const AnswerSignal &signal, const QString &family, QList<QuotaWindow> quota,
                                          qint64 nowMs)
{
    RelayAccount *account = find(accountId);
    if (!account)
        return {};
    AccountNews news{0, accountId, {}, std::move(quota)};
    if (signal.meaning == AnswerSignal::Meaning::Served) {
        news.park = parkEndedBy(*account, family, nowMs);
        m_overloads.remove(accountId);
    } else {
        news.park = parkBy(*account, signal, family, nowMs);
    }
    if (!news.park && news.quota.isEmpty())
        return {};
    news.number = ++m_lastNumber;
    applyNews(news, account);
    addNews(news, &m_news);
    return news;
}

std::optional<AccountPark> Routing::parkBy(const RelayAccount &account, const AnswerSignal &signal, const QString &family, qint64 nowMs)
{
    std::optional<AccountPark> park = parkOf(signal, family, m_overloads.value(account.id), nowMs);
    if (!park)
        return {};
    const qint64 inForceUntil = parkedUntilMs(account, park->family);
    if (signal.meaning == AnswerSignal::Meaning::Overloaded) {
        // Requests that were under way together are answered together: one overload, not many in a row.
        const bool isSame = inForceUntil > nowMs;
        if (isSame && !signal.until.isValid())
            return {};
        m_overloads[account.id] += isSame ? 0 : 1;
    }
    return park->until.toMSecsSinceEpoch() > inForceUntil ? park : std::nullopt;
}

} // namespace homeport
