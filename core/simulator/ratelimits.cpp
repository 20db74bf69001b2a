// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/ratelimits.h"

#include <algorithm>

namespace homeport {

namespace {

constexpr qint64 RequestLimit = 1'000;
constexpr qint64 InputLimit = 2'000'000;
constexpr qint64 OutputLimit = 400'000;
constexpr qint64 WindowSeconds = 60;

void append(HeaderBlock &headers, QByteArrayView kind, qint64 limit, qint64 used, const QByteArray &reset)
{
    const auto field = [kind](QByteArrayView end) { return QByteArray("anthropic-ratelimit-").append(kind).append(end); };
    headers.append(field("-limit"), QByteArray::number(limit));
    headers.append(field("-remaining"), QByteArray::number(std::max<qint64>(0, limit - used)));
    headers.append(field("-reset"), reset);
}

} // namespace

void SimulatedRateLimits::count(qint64 inputTokens, qint64 outputTokens, const QDateTime &now, HeaderBlock &headers)
{
    if (!m_reset.isValid() || now >= m_reset) {
        m_reset = now.addSecs(WindowSeconds);
        m_requests = m_input = m_output = 0;
    }
    ++m_requests;
    m_input += inputTokens;
    m_output += outputTokens;
    const QByteArray reset = m_reset.toUTC().toString(Qt::ISODate).toLatin1();
    append(headers, "requests", RequestLimit, m_requests, reset);
    append(headers, "tokens", InputLimit + OutputLimit, m_input + m_output, reset);
    append(headers, "input-tokens", InputLimit, m_input, reset);
    append(headers, "output-tokens", OutputLimit, m_output, reset);
}

} // namespace homeport
