// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include <algorithm>
#include <ctime>
#include <utility>

namespace homeport::test {

// How long the event loop was kept from turning, at most. In processor time: what other programs take is not our doing.
class Heartbeat final
{
public:
    Heartbeat()
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
        m_timer.start(1);
    }
    [[nodiscard]] double takeLongest() // ms
    {
        beat();
        return std::exchange(m_longest, 0.0);
    }

private:
    void beat()
    {
        const std::clock_t now = std::clock();
        m_longest = std::max(m_longest, 1000.0 * static_cast<double>(now - std::exchange(m_since, now)) / CLOCKS_PER_SEC);
    }

    QTimer m_timer;
    std::clock_t m_since = std::clock();
    double m_longest = 0;
};

} // namespace homeport::test
