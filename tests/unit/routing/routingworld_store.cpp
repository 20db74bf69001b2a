// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The user's doings, and the store that hears of news late.
#include "core/base/secret.h"
#include "tests/unit/routing/routingworld.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport::testing {

namespace {

constexpr std::size_t MaxAccounts = 7;

} // namespace

void RoutingWorld::addAccount()
{
    if (m_rows.size() >= MaxAccounts)
        return;
    RelayAccount account;
    account.id = ++m_lastId;
    account.name = u'a' + QString::number(account.id);
    account.providerId = oneIn(2) ? u"one"_s : u"other"_s;
    account.protocol = oneIn(8) ? Protocol::Gemini : Protocol::Anthropic;
    account.routing.weight = 1 + pick(4);
    if (oneIn(6))
        account.credential = Account::Credential::PassThrough;
    else
        account.secret = shareSecret(QByteArray("secret"));
    m_rows.push_back({account, {}, {}});
    m_rules.added(account);
}

void RoutingWorld::removeAccount()
{
    if (m_rows.size() < 2 || oneIn(2))
        return;
    const qint64 id = anyRow()->account.id;
    std::erase_if(m_rows, [id](const Row &row) { return row.account.id == id; });
    m_rules.removed(id);
}

void RoutingWorld::changeAccount()
{
    using State = Account::State;
    Row *row = anyRow();
    RelayAccount &account = row->account;
    static const QList<State> states{State::Paused, State::NeedsSignIn, State::Blocked, State::Refreshing, State::ProxyDown};
    switch (pick(5)) {
    case 0:
        account.state = oneIn(3) ? states[pick(static_cast<int>(states.size()))] : State::Active;
        break;
    case 1:
        account.routing.priority = pick(3);
        account.routing.weight = 1 + pick(4);
        break;
    case 2:
        account.routing.reservePercent = oneIn(2) ? 0 : 5 * (1 + pick(oneIn(3) ? 19 : 6));
        break;
    case 3:
        account.routing.models.allow = !oneIn(3) ? QStringList() : QStringList{u"*opus*"_s, u"*haiku*"_s}.mid(pick(2), 1 + pick(2));
        break;
    default:
        account.route.problem = oneIn(4) ? u"no proxy"_s : QString();
        break;
    }
    m_rules.find(account.id)->account = account;
}

void RoutingWorld::changeGroups()
{
    m_rules.strategy = static_cast<RoutingStrategy>(pick(6));
    m_rules.groups.clear();
    for (qint64 id = 1; id <= 3; ++id) {
        AccountGroup group{id, QString::number(id), static_cast<RoutingStrategy>(pick(6)), {}};
        for (const Row &row : m_rows) {
            if (oneIn(2))
                group.accounts << row.account.id;
        }
        m_rules.groups << group;
    }
}

// The button can only end a park that the window shows: the store has heard of it.
void RoutingWorld::unpark()
{
    hearNews(m_inbox.size());
    Row *row = anyRow();
    row->parks.clear();
    m_rules.find(row->account.id)->parks.clear();
}

QString RoutingWorld::lockTheVault()
{
    m_routing.setSnapshot({}, m_seen);
    RouteQuestion question;
    question.nowMs = m_now;
    const bool isRefused = !m_routing.choose(question, false).account;
    pushSnapshot();
    return isRefused ? QString() : u"served behind a lock"_s;
}

void RoutingWorld::hearNews(std::size_t count)
{
    count = std::min(count, m_inbox.size());
    for (std::size_t i = 0; i < count; ++i) {
        const AccountNews &news = m_inbox[i];
        m_seen = news.number;
        for (Row &row : m_rows) {
            if (row.account.id != news.accountId)
                continue;
            if (news.park && news.park->until.isValid())
                row.parks[news.park->family] = *news.park;
            else if (news.park)
                row.parks.erase(news.park->family);
            for (const QuotaWindow &window : news.quota)
                row.quotas[window.name] = window;
        }
    }
    m_inbox.erase(m_inbox.begin(), m_inbox.begin() + static_cast<std::ptrdiff_t>(count));
}

void RoutingWorld::pushSnapshot()
{
    RoutingSnapshot snapshot{{}, m_rules.groups, m_rules.strategy};
    for (const Row &row : m_rows) {
        RelayAccount account = row.account;
        for (const auto &[family, park] : row.parks) {
            if (family.isEmpty())
                account.parkedUntil = park.until;
            else
                account.parks << park;
        }
        if (account.parkedUntil.isValid() && account.state == Account::State::Active)
            account.state = Account::State::Parked;
        for (const auto &[name, window] : row.quotas)
            account.quotas << window;
        snapshot.accounts.push_back(account);
    }
    m_routing.setSnapshot(std::move(snapshot), m_seen);
}

} // namespace homeport::testing
