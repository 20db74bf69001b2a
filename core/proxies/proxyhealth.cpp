// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/proxies/proxyhealth.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace homeport {

std::chrono::milliseconds proxyPause(int failures)
{
    constexpr std::chrono::milliseconds First = 5s;
    constexpr std::chrono::milliseconds Longest = 5min;
    return std::min(Longest, First * (1 << std::clamp(failures - 1, 0, 10)));
}

qint64 ProxyHealth::pauseLeft(const QDateTime &now) const
{
    const qint64 left = state == Down ? now.msecsTo(nextTry) : 0;
    return left > 0 && left <= proxyPause(failures).count() ? left : 0;
}

ProxyHealth afterSuccess(ProxyHealth health, const QDateTime &now)
{
    if (health.state != ProxyHealth::Good)
        health.since = now;
    health.state = ProxyHealth::Good;
    health.why.clear();
    health.nextTry = {};
    health.failures = 0;
    return health;
}

ProxyHealth afterFailure(ProxyHealth health, const QString &why, const QDateTime &now)
{
    health.why = why;
    if (!health.mayBeUsed(now))
        return health;
    if (health.state != ProxyHealth::Down)
        health.since = now;
    health.state = ProxyHealth::Down;
    ++health.failures;
    health.nextTry = now.addMSecs(proxyPause(health.failures).count());
    return health;
}

QList<SharedExit> sharedExits(const QList<ExitUse> &uses)
{
    QList<SharedExit> exits;
    for (const ExitUse &use : uses) {
        if (use.exitAddress.isEmpty())
            continue;
        const auto known = std::find_if(exits.begin(), exits.end(),
                                        [&use](const SharedExit &exit) { return exit.exitAddress == use.exitAddress; });
        if (known == exits.end())
            exits << SharedExit{use.exitAddress, {use.name}};
        else if (!known->names.contains(use.name))
            known->names << use.name;
    }
    exits.removeIf([](const SharedExit &exit) { return exit.names.size() < 2; });
    return exits;
}

} // namespace homeport
