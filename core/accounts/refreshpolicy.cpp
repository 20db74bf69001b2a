// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/refreshpolicy.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace std::chrono_literals;

namespace homeport {

namespace {

constexpr std::chrono::milliseconds Ahead = 5min;
constexpr std::chrono::milliseconds Spread = 1min;
constexpr std::chrono::milliseconds FirstWait = 1s;
constexpr std::chrono::milliseconds LongestWait = 5min;

} // namespace

QDateTime refreshDue(const QDateTime &obtainedAt, const QDateTime &expiresAt, double jitter)
{
    if (!expiresAt.isValid())
        return {};
    const auto spread = static_cast<qint64>(static_cast<double>(Spread.count()) * jitter);
    QDateTime due = expiresAt.addMSecs(-Ahead.count() - spread);
    if (obtainedAt.isValid() && obtainedAt < expiresAt)
        due = std::max(due, obtainedAt.addMSecs(obtainedAt.msecsTo(expiresAt) / 2));
    return std::min(due, expiresAt.addMSecs(-std::chrono::milliseconds(TokenMargin).count()));
}

std::chrono::milliseconds refreshBackoff(int failures, double jitter, std::chrono::milliseconds asked)
{
    const int doublings = std::clamp(failures - 1, 0, 20);
    const auto wait = std::min<std::chrono::milliseconds>(LongestWait, FirstWait * (1L << doublings));
    const double factor = 0.8 + 0.4 * jitter;
    return std::max(std::chrono::milliseconds(static_cast<qint64>(static_cast<double>(wait.count()) * factor)), asked);
}

double randomJitter()
{
    return QRandomGenerator::global()->generateDouble();
}

} // namespace homeport
