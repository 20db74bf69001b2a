// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"

#include <QDateTime>

namespace homeport {

// The x-ratelimit-* fields of an API key, per minute, as OpenAI writes them. Nothing is refused when a count reaches its limit: a refusal
// is a fault to be asked for.
class OpenAiLimits final
{
public:
    // Counts one answer and appends the fields as they stand after it.
    void count(qint64 tokens, const QDateTime &now, HeaderBlock &headers);
    // The fields of a plan's refusal until @p reset.
    static void refuse(const QDateTime &reset, const QDateTime &now, HeaderBlock &headers);

private:
    QDateTime m_reset;
    qint64 m_requests = 0;
    qint64 m_tokens = 0;
};

} // namespace homeport
