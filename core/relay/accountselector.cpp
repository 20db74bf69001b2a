// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/accountselector.h"

#include <QDateTime>

namespace homeport {

namespace {

constexpr qint64 QuotaIntervalMs = 1000;

} // namespace

void AccountSelector::setSnapshot(const RelaySnapshot &snapshot)
{
    m_goodProxies.clear(); // it may have come of a failure that was not seen here: a test by hand, another account
    m_routing.setSnapshot({snapshot.accounts, snapshot.groups, snapshot.strategy}, snapshot.newsSeen);
}

Routing::Choice AccountSelector::choose(const RouteQuestion &question, bool longCache)
{
    return m_routing.choose(question, longCache);
}

void AccountSelector::ended(qint64 accountId, bool wasProbe)
{
    m_routing.ended(accountId, wasProbe);
}

void AccountSelector::learn(qint64 accountId, const AnswerSignal &signal, const QString &family, const QList<QuotaWindow> &quotas)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const auto news = m_routing.learn(accountId, signal, family, quotas, now);
    if (!news)
        return;
    qint64 &told = m_quotaToldMs[accountId];
    if (!news->park && now - told < QuotaIntervalMs)
        return;
    told = now;
    Q_EMIT newsLearnt(*news);
}

void AccountSelector::report(const AccountSignal &signal)
{
    const std::pair way(signal.accountId, signal.proxyId);
    if (signal.kind == AccountSignal::Kind::ProxyFailed)
        m_goodProxies.removeIf([&signal](const std::pair<qint64, qint64> &good) { return good.first == signal.accountId; });
    if (signal.kind == AccountSignal::Kind::ProxyWorked) {
        if (m_goodProxies.contains(way))
            return;
        m_goodProxies.insert(way);
    }
    Q_EMIT signalled(signal);
}

} // namespace homeport
