// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/usageloader.h"

#include "core/base/onresult.h"
#include "ui/services/usageservice.h"

using namespace std::chrono_literals;

namespace homeport {

UsageLoader::UsageLoader(UsageService &service, QObject *parent, std::chrono::milliseconds pause) : QObject(parent), m_service(service)
{
    m_slow.setSingleShot(true);
    m_slow.setInterval(200ms);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_slow, &QTimer::timeout, this, &UsageLoader::slow);
    connect(&m_pause, &QTimer::timeout, this, &UsageLoader::offerRefresh);
    connect(&service, &UsageService::changed, this, [this] {
        m_stale = true;
        offerRefresh();
    });
}

void UsageLoader::ask(const UsageQuestion &question)
{
    m_slow.start();
    send(question);
}

void UsageLoader::refresh(const UsageQuestion &question)
{
    send(question);
}

void UsageLoader::setActive(bool active)
{
    m_active = active;
    offerRefresh();
}

void UsageLoader::send(const UsageQuestion &question)
{
    const quint64 number = ++m_latest;
    m_waiting = true;
    m_stale = false;
    m_pause.start();
    onResult(m_service.usage(question), this, [this, number](const Result<UsageReport> &report) {
        if (number != m_latest)
            return;
        m_waiting = false;
        m_slow.stop();
        if (report)
            Q_EMIT answered(*report);
        else
            Q_EMIT failed(report.error());
        offerRefresh();
    });
}

void UsageLoader::offerRefresh()
{
    if (m_stale && m_active && !m_waiting && !m_pause.isActive())
        Q_EMIT refreshDue();
}

} // namespace homeport
