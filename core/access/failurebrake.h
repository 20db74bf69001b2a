// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>

namespace homeport {

// Slows who tries keys. The first five refusals within a minute are told at once, as a tool with an old key deserves;
// each further one waits: 0.25 s, doubling up to 4 s. What is older than a minute no longer counts. Only refusals wait,
// never a valid key: so nobody is locked out by what another program does.
class FailureBrake final
{
public:
    // A key was refused at @p now (ms, monotonic): how long to keep that answer back, in ms.
    [[nodiscard]] qint64 refused(qint64 now);

private:
    static constexpr std::size_t Free = 5;
    static constexpr std::size_t Remembered = Free + 5; // one more would wait no longer

    std::array<qint64, Remembered> m_times{}; // a ring of the last refusals
    quint64 m_count = 0;
};

} // namespace homeport
