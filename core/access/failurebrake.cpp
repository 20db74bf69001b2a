// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/failurebrake.h"

#include <algorithm>

namespace homeport {

namespace {

constexpr qint64 WindowMs = 60'000;
constexpr qint64 FirstDelayMs = 250;

} // namespace

qint64 FailureBrake::refused(qint64 now)
{
    m_times.at(m_count++ % Remembered) = now;
    const auto known = m_times.cbegin() + static_cast<std::ptrdiff_t>(std::min<quint64>(m_count, Remembered));
    const auto recent = std::count_if(m_times.cbegin(), known, [now](qint64 time) { return now - time < WindowMs; });
    const qint64 beyond = recent - static_cast<qint64>(Free);
    return beyond <= 0 ? 0 : FirstDelayMs << (beyond - 1);
}

} // namespace homeport
