// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/openailimits.h"

#include <algorithm>

namespace homeport {

namespace {

constexpr qint64 RequestLimit = 5'000;
constexpr qint64 TokenLimit = 4'000'000;
constexpr qint64 WindowSeconds = 60;

void append(HeaderBlock &headers, QByteArrayView kind, qint64 limit, qint64 used, const QByteArray &reset)
{
    const auto field = [kind](QByteArrayView begin) { return QByteArray("x-ratelimit-").append(begin).append(kind); };
    headers.append(field("limit-"), QByteArray::number(limit));
    headers.append(field("remaining-"), QByteArray::number(std::max<qint64>(0, limit - used)));
    headers.append(field("reset-"), reset);
}

} // namespace

void OpenAiLimits::count(qint64 tokens, const QDateTime &now, HeaderBlock &headers)
{
    if (!m_reset.isValid() || now >= m_reset) {
        m_reset = now.addSecs(WindowSeconds);
        m_requests = m_tokens = 0;
    }
    ++m_requests;
    m_tokens += tokens;
    const qint64 left = now.msecsTo(m_reset);
    const QByteArray reset = left < 1000 ? QByteArray::number(left).append("ms") : QByteArray::number(left / 1000).append('s');
    append(headers, "requests", RequestLimit, m_requests, reset);
    append(headers, "tokens", TokenLimit, m_tokens, reset);
}

void OpenAiLimits::refuse(const QDateTime &reset, const QDateTime &now, HeaderBlock &headers)
{
    headers.append("x-codex-primary-used-percent", "100");
    headers.append("x-codex-primary-window-minutes", "300");
    headers.append("x-codex-primary-reset-after-seconds", QByteArray::number((now.msecsTo(reset) + 999) / 1000));
}

} // namespace homeport
