// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"

#include <QDateTime>

namespace homeport {

// The anthropic-ratelimit-* fields of an API key, counted per minute. Nothing is refused when a
// count reaches its limit: a refusal is a fault to be asked for.
class SimulatedRateLimits final
{
public:
    // Counts one request and appends the fields as they stand after it.
    void count(qint64 inputTokens, qint64 outputTokens, const QDateTime &now, HeaderBlock &headers);

private:
    QDateTime m_reset;
    qint64 m_requests = 0;
    qint64 m_input = 0;
    qint64 m_output = 0;
};

} // namespace homeport
