// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/usageadapter.h"

#include "core/usage/ledger.h"

namespace homeport {

namespace {

constexpr std::chrono::milliseconds Collect{1000};

} // namespace

UsageAdapter::UsageAdapter(Ledger &ledger) : m_ledger(ledger)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(Collect);
    connect(&m_pause, &QTimer::timeout, this, &UsageService::changed);
    connect(&ledger, &Ledger::written, &m_pause, [this] {
        if (!m_pause.isActive())
            m_pause.start();
    });
}

QFuture<Result<UsageReport>> UsageAdapter::usage(const UsageQuestion &question)
{
    return m_ledger.report(question);
}

QFuture<Result<QStringList>> UsageAdapter::names(UsageDimension dimension)
{
    return m_ledger.names(dimension);
}

} // namespace homeport
