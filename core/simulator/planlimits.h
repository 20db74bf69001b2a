// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"

#include <QDateTime>

namespace homeport {

// The anthropic-ratelimit-unified-* fields of a plan: five hours and a week, which begin with the first request after the
// last one's end. Nothing is refused when a window is full: a refusal is a fault to be asked for.
class SimulatedPlanLimits final
{
public:
    // Counts one answer and appends the fields as they stand after it.
    void count(qint64 tokens, const QDateTime &now, HeaderBlock &headers);
    // The fields of a refusal until @p reset: of the five hours, or of the week of @p family where there is one.
    void refuse(const QString &family, const QDateTime &reset, const QDateTime &now, HeaderBlock &headers);

private:
    struct Window
    {
        QByteArray name;
        qint64 limit;
        qint64 seconds;
        QDateTime reset = {};
        qint64 used = 0;
    };

    static void begin(Window &window, const QDateTime &now);
    static void append(const Window &window, HeaderBlock &headers);

    Window m_fiveHours{"5h", 5'000'000, 5 * 3600};
    Window m_week{"7d", 50'000'000, 7 * 24 * 3600};
};

} // namespace homeport
