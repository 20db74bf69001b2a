// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/notifier.h"

#include "ui/services/accessservice.h"
#include "ui/services/accountsservice.h"
#include "ui/services/proxiesservice.h"
#include "ui/services/routingservice.h"

#include <algorithm>

namespace homeport {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds Collect = 1s;
// A computer that slept meanwhile, or whose clock was set, is found out about within that time.
constexpr std::chrono::milliseconds LongestQuietWait = 10min;

} // namespace

Notifier::Notifier(const Services &services, UsageClock clock, QObject *parent)
    : QObject(parent), m_services(services), m_clock(std::move(clock))
{
    m_collect.setSingleShot(true);
    m_collect.setInterval(Collect);
    m_quietEnd.setSingleShot(true);
    connect(&m_collect, &QTimer::timeout, this, &Notifier::look);
    connect(&m_quietEnd, &QTimer::timeout, this, &Notifier::look);
    const auto collect = [this] {
        if (!m_collect.isActive())
            m_collect.start();
    };
    connect(&services.accounts, &AccountsService::accountsChanged, this, collect);
    connect(&services.proxies, &ProxiesService::proxiesChanged, this, collect);
    if (services.routing)
        connect(services.routing, &RoutingService::limitsChanged, this, collect);
    if (services.access) {
        connect(services.access, &AccessService::keysChanged, this, collect);
        connect(services.access, &AccessService::usageChanged, this, collect);
    }
    collect();
}

NoticeFacts Notifier::facts() const
{
    NoticeFacts facts;
    facts.accounts = m_services.accounts.accounts();
    facts.proxies = m_services.proxies.proxies();
    for (const ProxyInfo &proxy : std::as_const(facts.proxies))
        facts.health.insert(proxy.id, m_services.proxies.healthOf(proxy.id));
    if (m_services.routing) {
        for (const Account &account : std::as_const(facts.accounts))
            facts.quotas.insert(account.id, m_services.routing->limitsOf(account.id).quotas);
    }
    if (m_services.access) {
        facts.keys = m_services.access->keys();
        for (const LocalKey &key : std::as_const(facts.keys)) {
            if (key.policy.hasBudget())
                facts.usage.insert(key.id, m_services.access->usageOf(key.id));
        }
    }
    return facts;
}

void Notifier::look()
{
    const NoticeSettings settings = m_services.settings.notices();
    const QDateTime now = m_clock.now();
    const QDateTime local = now.toTimeZone(m_clock.zone);
    const QList<NoticeCause> news = m_rules.tell(noticeCauses(facts(), settings, now, m_clock.zone), isQuiet(settings, local.time()), now);
    m_quietEnd.stop();
    if (m_rules.holdsBack())
        m_quietEnd.start(std::clamp(quietLeft(settings, local), std::chrono::milliseconds(Collect), LongestQuietWait));
    if (!news.isEmpty())
        Q_EMIT noticed(noticeOf(news));
}

} // namespace homeport
