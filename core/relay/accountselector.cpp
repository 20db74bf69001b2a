// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/accountselector.h"

#include <QDateTime>

#include <chrono>
#include <utility>

namespace homeport {

namespace {

constexpr qint64 QuotaIntervalMs = 1000;
constexpr std::chrono::milliseconds ReadInterval{100};

} // namespace

AccountSelector::AccountSelector(QObject *parent) : QObject(parent)
{
    m_readTimer.setSingleShot(true);
    connect(&m_readTimer, &QTimer::timeout, this, &AccountSelector::readUnread);
}

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
    learnAt(QDateTime::currentMSecsSinceEpoch(), accountId, signal, family, quotas);
}

void AccountSelector::learnAt(qint64 now, qint64 accountId, const AnswerSignal &signal, const QString &family,
                              const QList<QuotaWindow> &quotas)
{
    const auto news = m_routing.learn(accountId, signal, family, quotas, now);
    if (!news)
        return;
    qint64 &told = m_quotaToldMs[accountId];
    if (!news->park && now - told < QuotaIntervalMs)
        return;
    told = now;
    Q_EMIT newsLearnt(*news);
}

void AccountSelector::served(qint64 accountId, const WireProtocol &protocol, const QString &family, HeaderBlock &&headers)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    qint64 &readMs = m_quotaReadMs[accountId];
    if (const qint64 since = now.toMSecsSinceEpoch() - readMs; since < 0 || since >= ReadInterval.count()) {
        readMs = now.toMSecsSinceEpoch();
        m_unread.erase(accountId);
        return learnAt(readMs, accountId, {}, family, protocol.quota(headers, now));
    }
    learnAt(now.toMSecsSinceEpoch(), accountId, {}, family, {}); // it may end a park
    m_unread.insert_or_assign(accountId, Unread{&protocol, family, std::move(headers), now});
    if (!m_readTimer.isActive())
        m_readTimer.start(ReadInterval);
}

void AccountSelector::readUnread()
{
    for (const auto &[accountId, last] : std::exchange(m_unread, {}))
        learn(accountId, {}, last.family, last.protocol->quota(last.headers, last.seenAt));
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
