// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What ProxyStore is told of how proxies do.
#include "core/base/clock.h"
#include "core/proxies/proxyrules.h"
#include "core/proxies/proxystore.h"

namespace homeport {

void ProxyStore::setHealth(qint64 id, const ProxyHealth &health)
{
    if (m_health.value(id) == health)
        return;
    if (health == ProxyHealth())
        m_health.remove(id);
    else
        m_health.insert(id, health);
    awaitNextTry();
    Q_EMIT healthChanged();
}

void ProxyStore::awaitNextTry()
{
    const QDateTime now = m_clock.now();
    qint64 soonest = -1;
    for (const ProxyHealth &health : std::as_const(m_health)) {
        const qint64 left = health.pauseLeft(now);
        if (left > 0 && (soonest < 0 || left < soonest))
            soonest = left;
    }
    if (soonest < 0)
        m_nextTry.stop();
    else
        m_nextTry.start(static_cast<int>(soonest) + 1);
}

void ProxyStore::noteSuccess(qint64 id)
{
    if (find(id))
        setHealth(id, afterSuccess(healthOf(id), m_clock.now()));
}

void ProxyStore::noteFailure(qint64 id, const QString &why)
{
    if (find(id))
        setHealth(id, afterFailure(healthOf(id), why, m_clock.now()));
}

void ProxyStore::noteTest(qint64 id, std::chrono::milliseconds latency, const QString &exitAddress)
{
    if (!find(id))
        return;
    ProxyHealth health = afterSuccess(healthOf(id), m_clock.now());
    health.latency = latency;
    health.exitAddress = exitAddress;
    setHealth(id, health);
}

} // namespace homeport
