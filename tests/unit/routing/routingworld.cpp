// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Time, requests and answers; what the user and the store do is in routingworld_store.cpp.
#include "tests/unit/routing/routingworld.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport::testing {

namespace {

constexpr qint64 Second = 1'000;
constexpr qint64 Minute = 60 * Second;
constexpr qint64 Hour = 60 * Minute;
constexpr std::size_t MaxRunning = 8;

const QStringList Families{u"opus"_s, u"sonnet"_s, u"haiku"_s};

QDateTime utc(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}

} // namespace

RoutingWorld::RoutingWorld(quint32 seed, Chooser chooser) : m_random(seed), m_choose(std::move(chooser))
{
    for (int count = 2 + pick(5); count > 0; --count)
        addAccount();
    changeGroups();
    pushSnapshot();
}

QString RoutingWorld::step()
{
    advanceClock();
    const int what = pick(100);
    if (what < 45)
        return m_running.size() < MaxRunning ? ask(anyQuestion()) : QString();
    if (what < 85)
        return answer();
    if (what == 85)
        return lockTheVault();
    if (what == 86)
        addAccount();
    else if (what == 87)
        removeAccount();
    else if (what == 88)
        changeGroups();
    else if (what == 89)
        unpark();
    else if (what < 95)
        changeAccount();
    hearNews(static_cast<std::size_t>(pick(4)));
    pushSnapshot();
    return {};
}

QString RoutingWorld::end()
{
    while (!m_running.empty()) {
        if (const QString broken = answer(); !broken.isEmpty())
            return broken;
    }
    m_now += 1000 * Hour;
    for (const Truth &truth : m_rules.accounts) {
        const RelayAccount &account = truth.account;
        RouteQuestion question;
        question.protocol = account.protocol;
        question.accounts = {account.id};
        question.carriesOwnLogin = account.credential == Account::Credential::PassThrough;
        question.nowMs = m_now;
        const auto choice = m_choose(m_routing, question, false);
        const bool mayServe = account.route.problem.isEmpty() && account.state != Account::State::Paused
                              && account.state != Account::State::NeedsSignIn && account.state != Account::State::Blocked;
        if (mayServe != (choice.account != nullptr))
            return u"%1 did not come free by itself"_s.arg(account.name);
        if (mayServe && choice.decision.isProbe != truth.parks.contains({}))
            return u"%1 was not tried after its park"_s.arg(account.name);
    }
    return {};
}

void RoutingWorld::advanceClock()
{
    const int kind = pick(20);
    if (kind < 12)
        m_now += pick(2'000);
    else if (kind < 18)
        m_now += pick(static_cast<int>(2 * Minute));
    else if (kind < 19)
        m_now += pick(static_cast<int>(20 * Minute));
    else if (oneIn(5))
        m_now += pick(static_cast<int>(3 * Hour));
}

QString RoutingWorld::ask(const RouteQuestion &question)
{
    const bool longCache = oneIn(3);
    const Routing::Choice choice = m_choose(m_routing, question, longCache);
    ++m_decisions;
    if (const QString broken = m_rules.brokenBy(question, choice); !broken.isEmpty())
        return broken;
    if (!choice.account) {
        ++m_refusals;
        return {};
    }
    m_probes += choice.decision.isProbe ? 1 : 0;
    m_rules.chose(question, choice.account->id, choice.decision.isProbe, longCache);
    m_running.push_back({question, choice.account->id, choice.decision.isProbe});
    return {};
}

RouteQuestion RoutingWorld::anyQuestion()
{
    RouteQuestion question;
    question.nowMs = m_now;
    question.protocol = oneIn(20) ? Protocol::Gemini : Protocol::Anthropic;
    if (const int model = pick(4); model < 3) {
        question.family = Families[model];
        question.model = u"claude-"_s + Families[model] + u"-4"_s;
    }
    question.carriesOwnLogin = oneIn(8);
    if (oneIn(6))
        question.providers = {oneIn(2) ? u"one"_s : u"other"_s};
    for (int limit = oneIn(6) ? 1 + pick(3) : 0; limit > 0; --limit) {
        if (const Row *row = anyRow(); row && !question.accounts.contains(row->account.id))
            question.accounts << row->account.id;
    }
    if (oneIn(4))
        question.groupId = 1 + pick(4); // 4 is none
    if (!oneIn(4))
        question.session = {1 + pick(2), QString::number(pick(12))};
    return question;
}

QString RoutingWorld::answer()
{
    if (m_running.empty())
        return {};
    const auto which = m_running.begin() + pick(static_cast<int>(m_running.size()));
    Attempt attempt = *which;
    m_running.erase(which);
    const AnswerSignal signal = anySignal();
    if (!oneIn(10)) { // else its client left, or the way was broken
        const QList<QuotaWindow> quotas = anyQuotas();
        if (auto news = m_routing.learn(attempt.account, signal, attempt.question.family, quotas, m_now))
            m_inbox.push_back(*news);
        m_rules.learnt(attempt.account, signal, attempt.question.family, quotas, m_now);
    }
    m_routing.ended(attempt.account, attempt.isProbe);
    m_rules.ended(attempt.account, attempt.isProbe);
    if (signal.meaning == AnswerSignal::Meaning::Served || oneIn(2))
        return {};
    attempt.question.tried.push_back(attempt.account);
    attempt.question.nowMs = m_now;
    return ask(attempt.question);
}

AnswerSignal RoutingWorld::anySignal()
{
    AnswerSignal signal;
    if (!oneIn(3))
        return signal; // served
    signal.meaning = static_cast<AnswerSignal::Meaning>(pick(static_cast<int>(AnswerSignal::Meaning::ServerError) + 1));
    if (signal.meaning == AnswerSignal::Meaning::FamilySpent)
        signal.family = Families[pick(3)];
    static const QList<qint64> waits{-Minute, 0, 3 * Second, 40 * Second, 40 * Second, 5 * Minute, 2 * Hour, 90 * Hour};
    if (!oneIn(3))
        signal.until = utc(m_now + waits[pick(static_cast<int>(waits.size()))]);
    return signal;
}

QList<QuotaWindow> RoutingWorld::anyQuotas()
{
    QList<QuotaWindow> quotas;
    static const QList<qint64> resets{-Minute, 10 * Second, 10 * Minute, 5 * Hour};
    for (const QString &name : {u"5h"_s, u"7d"_s, u"tokens"_s}) {
        if (!oneIn(4))
            continue;
        QuotaWindow window;
        window.name = name;
        window.utilization = pick(24) * 0.05 - 0.05; // also unknown, also more than all
        window.resetsAt = oneIn(8) ? QDateTime() : utc(m_now + resets[pick(4)]);
        quotas << window;
    }
    return quotas;
}

} // namespace homeport::testing
