// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/planlimits.h"

namespace homeport {

namespace {

constexpr double WarnFrom = 0.75;

QByteArray field(const QByteArray &end)
{
    return "anthropic-ratelimit-unified-" + end;
}

void appendWindow(HeaderBlock &headers, const QByteArray &name, const QByteArray &status, double utilization, const QDateTime &reset)
{
    headers.append(field(name + "-status"), status);
    headers.append(field(name + "-utilization"), QByteArray::number(utilization, 'f', 4));
    headers.append(field(name + "-reset"), QByteArray::number(reset.toSecsSinceEpoch()));
}

void appendSummary(HeaderBlock &headers, const QByteArray &status, const QByteArray &claim, const QDateTime &reset)
{
    headers.append(field("status"), status);
    headers.append(field("representative-claim"), claim);
    headers.append(field("reset"), QByteArray::number(reset.toSecsSinceEpoch()));
}

QByteArray statusAt(double utilization)
{
    return utilization < WarnFrom ? "allowed" : "allowed_warning";
}

} // namespace

void SimulatedPlanLimits::begin(Window &window, const QDateTime &now)
{
    if (window.reset.isValid() && now < window.reset)
        return;
    window.reset = now.addSecs(window.seconds);
    window.used = 0;
}

void SimulatedPlanLimits::append(const Window &window, HeaderBlock &headers)
{
    const double utilization = static_cast<double>(window.used) / static_cast<double>(window.limit);
    appendWindow(headers, window.name, statusAt(utilization), utilization, window.reset);
}

void SimulatedPlanLimits::count(qint64 tokens, const QDateTime &now, HeaderBlock &headers)
{
    for (Window *window : {&m_fiveHours, &m_week}) {
        begin(*window, now);
        window->used += tokens;
    }
    const double used = static_cast<double>(m_fiveHours.used) / static_cast<double>(m_fiveHours.limit);
    appendSummary(headers, statusAt(used), "five_hour", m_fiveHours.reset);
    append(m_fiveHours, headers);
    append(m_week, headers);
}

void SimulatedPlanLimits::refuse(const QString &family, const QDateTime &reset, const QDateTime &now, HeaderBlock &headers)
{
    begin(m_fiveHours, now);
    begin(m_week, now);
    if (family.isEmpty()) {
        appendSummary(headers, "rejected", "five_hour", reset);
        appendWindow(headers, m_fiveHours.name, "rejected", 1, reset);
    } else {
        appendSummary(headers, "rejected", "seven_day_" + family.toUtf8(), reset);
        append(m_fiveHours, headers);
        appendWindow(headers, m_week.name + '_' + family.toUtf8(), "rejected", 1, reset);
    }
    append(m_week, headers);
}

} // namespace homeport
