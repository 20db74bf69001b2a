// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

namespace homeport {

// Wall-clock time behind a seam, so that tests can step it. Durations inside one process use
// QElapsedTimer, which no clock change moves.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual QDateTime now() const = 0;                                 // UTC
    [[nodiscard]] virtual qint64 nowMs() const { return now().toMSecsSinceEpoch(); } // since 1970; the same for less
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] QDateTime now() const override { return QDateTime::currentDateTimeUtc(); }
    [[nodiscard]] qint64 nowMs() const override { return QDateTime::currentMSecsSinceEpoch(); }
};

} // namespace homeport
