// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/routesamples.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

constexpr qint64 Dollar = 1'000'000'000;

TraceCandidate candidate(qint64 id, const QString &name, RouteReason reason, double score = 0, qint64 untilMs = 0,
                         const QString &detail = {})
{
    return {id, name, reason, score, untilMs, detail};
}

} // namespace

KeyPolicy fullPolicy()
{
    KeyPolicy policy;
    policy.providers = {u"anthropic"_s, u"openrouter"_s};
    policy.models = {u"claude-sonnet-*"_s, u"claude-haiku-4-5"_s};
    policy.groupId = 1;
    policy.requestsPerMinute = 60;
    policy.requestsPerHour = 1000;
    policy.requestsPerDay = 5000;
    policy.tokensPerMinute = 200'000;
    policy.tokensPerDay = 5'000'000;
    policy.concurrent = 2;
    policy.queueSize = 5;
    policy.queueSeconds = 45;
    policy.budgetDay = 5 * Dollar;
    policy.budgetWeek = 20 * Dollar;
    policy.budgetMonth = 60 * Dollar;
    policy.budgetTotal = 200 * Dollar;
    return policy;
}

QList<LocalKey> keysInAllStates()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QList<LocalKey> keys;
    const auto add = [&keys, &now](const QString &name) -> LocalKey & {
        keys << sampleKey(keys.size() + 1, name);
        keys.last().firstUsedAt = now.addDays(-3);
        return keys.last();
    };
    add(u"Claude Code"_s);
    add(u"Nightly evaluation scripts of the whole team on this workstation"_s).policy = fullPolicy();
    LocalKey &soon = add(u"Intern"_s);
    soon.policy.expiresAt = now.addDays(3).addSecs(60);
    soon.policy.budgetMonth = 10 * Dollar;
    LocalKey &unused = add(u"Editor"_s);
    unused.firstUsedAt = {};
    unused.policy.expiresAfterDays = 30;
    LocalKey &expired = add(u"Workshop"_s);
    expired.policy.expiresAt = now.addDays(-1);
    LocalKey &login = add(u"Claude Code on the laptop"_s);
    login.kind = LocalKey::Kind::Login;
    login.policy.requestsPerDay = 500;
    add(u"From a newer version"_s).policyProblem = u"The limit \"colour\" is no limit that this version of Homeport knows."_s;
    add(u"Old key"_s).revokedAt = now.addDays(-2);
    return keys;
}

void fillAccess(FakeAccess &access)
{
    access.knownAccounts = {sampleAccount(1, u"Work"_s), sampleAccount(2, u"Home"_s)};
    access.knownGroups = {{1, u"Team"_s, RoutingStrategy::MostHeadroom, {1, 2}}};
    access.usage.insert(1, {1, 1, 0, 132, 1'240'000, 3'410'000'000, 3'410'000'000, 12'000'000'000, 120'200'000'000, 0});
    access.usage.insert(2, {2, 2, 3, 4410, 4'912'000, 3'410'000'000, 17'020'000'000, 60'000'000'000, 120'200'000'000, 800'000'000});
    access.usage.insert(3, {3, 0, 0, 12, 40'100, 4'200'000, 4'200'000, 4'200'000, 4'200'000, 0});
    access.usage.insert(6, {6, 0, 0, 87, 310'000, 900'000'000, 900'000'000, 900'000'000, 2'100'000'000, 0});
    access.set(keysInAllStates());
}

PendingLogin sampleLogin(const QString &code, const QString &tool, int secondsLeft)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return {code, tool, now.addSecs(-120), now.addSecs(secondsLeft)};
}

QList<KnownProgram> samplePrograms()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return {{u"/home/me/.local/share/tools/versions/2.1.330/bin/a-tool-with-a-long-path"_s, false, now.addDays(-3), now.addDays(-3)},
            {u"/usr/bin/node"_s, true, now.addDays(-20), now.addDays(-20)}};
}

QList<WaitingProgram> sampleWaitingPrograms()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return {{u"/usr/bin/python3.11"_s, 4711, u"python3 -m aider (pid 4711)"_s, now.addSecs(-90), now.addSecs(-60), 0},
            {u"/usr/bin/curl"_s, 48213, u"curl (pid 48213)"_s, now.addSecs(-5), now.addSecs(25), 2}};
}

AccountLimits sampleLimits(const QDateTime &now)
{
    const QString source = u"anthropic-ratelimit-unified"_s;
    AccountLimits limits;
    limits.parks = {{u"opus"_s, now.addSecs(5400), u"This request would exceed your account's weekly Opus limit."_s, now.addSecs(-60)}};
    limits.quotas = {{u"5h"_s, u"allowed"_s, 0.42, -1, -1, now.addSecs(7200), source, now.addSecs(-20)},
                     {u"7d"_s, u"allowed_warning"_s, 0.87, -1, -1, now.addDays(3), source, now.addSecs(-20)},
                     {u"7d_opus"_s, u"rejected"_s, 1.0, -1, -1, now.addSecs(5400), source, now.addSecs(-20)},
                     {u"requests"_s, {}, -1, 4000, 3710, now.addSecs(-3000), u"anthropic-ratelimit-requests"_s, now.addSecs(-3060)},
                     {u"input-tokens"_s, {}, -1, 2'000'000, 400'000, {}, u"anthropic-ratelimit-input-tokens"_s, now.addSecs(-7300)}};
    return limits;
}

RequestRecord tracedRequest(quint64 id)
{
    const qint64 until = QDateTime::currentDateTimeUtc().addSecs(1800).toMSecsSinceEpoch();
    RequestRecord record = sampleRequest(id);
    record.account = u"Home"_s;
    record.program = u"claude (pid 48213)"_s;
    record.usage = {.input = 3100,
                    .output = 840,
                    .cacheWrite5m = 0,
                    .cacheWrite1h = 0,
                    .cacheRead = 9400,
                    .webSearches = 0,
                    .model = {},
                    .known = true,
                    .complete = true};
    record.cost = 24'700'000;
    TraceStep first{TraceStep::Basis::Strategy, u"most-headroom"_s, {}, u"429: This request would exceed your account's rate limit."_s};
    first.candidates = {candidate(1, u"Work"_s, RouteReason::Chosen, 0.61), candidate(2, u"Home"_s, RouteReason::NotBetter, 0.34),
                        candidate(3, u"Team"_s, RouteReason::Parked, 0, until, u"Too many requests of your organization."_s),
                        candidate(4, u"Shared research account of the platform group"_s, RouteReason::NotPermitted),
                        candidate(5, u"Old plan"_s, RouteReason::NeedsSignIn, 0, 0, u"invalid_grant"_s)};
    TraceStep second{TraceStep::Basis::Strategy, u"most-headroom"_s, {}, {}};
    second.candidates = first.candidates;
    second.candidates[0].reason = RouteReason::AlreadyTried;
    second.candidates[1].reason = RouteReason::Chosen;
    record.trace = {u"3f9c…a1"_s, u"Work"_s, {}, {first, second}, {}, 1240, 0};
    return record;
}

RequestRecord waitingRequest(quint64 id, RequestRecord::Phase phase)
{
    RequestRecord record = sampleRequest(id, RequestRecord::Outcome::Running);
    record.status = 0;
    record.firstByteMs = -1;
    record.account.clear();
    record.phase = phase;
    if (phase == RequestRecord::Phase::Held)
        record.heldUntil = QDateTime::currentDateTimeUtc().addSecs(14);
    return record;
}

void fillWorld(World &world)
{
    Overview overview = listeningOverview();
    overview.demo = true;
    overview.vault = Overview::VaultState::Locked;
    overview.vaultAsksPassphrase = true;
    overview.keys = {sampleKey(1, u"Claude Code"_s), sampleKey(2, u"A key with a name that is quite a bit longer than others"_s)};
    world.overview.set(overview);
    world.accounts.set({sampleAccount(1, u"Work"_s), sampleAccount(2, u"Home"_s, Account::State::Paused),
                        sampleAccount(3, u"An account with a name that is quite a bit longer than others"_s, Account::State::NeedsSignIn)});
    fillAccess(world.access);
    world.access.setLogins({sampleLogin(u"WDJB-MJHT"_s, u"A tool with a name that is quite a bit longer than others"_s)});
    world.proxies.set({sampleProxy(1, u"office"_s), sampleProxy(2, u"A proxy with a name that is quite a bit longer than others"_s)});
    world.proxies.health[2].state = ProxyHealth::Down;
    world.proxies.health[2].why = u"the proxy refused the login (407)"_s;
    QList<RequestRecord> requests = sampleRequests(1, 40);
    requests << sampleRequest(41, RequestRecord::Outcome::Running) << sampleRequest(42, RequestRecord::Outcome::UpstreamClosed);
    world.requests.apply(requests);
    world.tools.set(sampleTools(), u"http://127.0.0.1:9000"_s);
}

} // namespace homeport::test
