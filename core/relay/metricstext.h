// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/relaycounts.h"
#include "core/storage/usagereport.h"

#include <QByteArray>

#include <optional>

namespace homeport {

// What one key's requests came to, for Prometheus.
struct KeyMetrics
{
    KeyCounts counts;                // since the start
    qint64 running = 0;              // now
    std::optional<UsageReport> used; // since ever, by model; null: the ledger can't be read
};

// Text exposition format 0.0.4. Counters that begin anew with the relay are fine with Prometheus; tokens and cost go on.
inline constexpr const char *MetricsType = "text/plain; version=0.0.4; charset=utf-8";
[[nodiscard]] QByteArray metricsText(const KeyMetrics &metrics, const QByteArray &version);

// A label's value: backslashes, quotes and line feeds escaped.
[[nodiscard]] QByteArray metricsLabel(const QString &value);

} // namespace homeport
