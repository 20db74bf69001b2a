// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/credentials.h"

#include "core/base/random.h"

namespace homeport {

QByteArray SimulatedCredentials::issue(QByteArrayView prefix)
{
    const QByteArray credential = prefix.toByteArray() + randomToken(24);
    m_issued.insert(credential);
    return credential;
}

QByteArray SimulatedCredentials::issueApiKey()
{
    return issue("sim-key-");
}

QByteArray SimulatedCredentials::issueAccessToken()
{
    return issue("sim-at-");
}

bool SimulatedCredentials::accepts(const HeaderBlock &headers) const
{
    constexpr QByteArrayView scheme = "Bearer ";
    QByteArrayView given = headers.value("x-api-key");
    if (given.isNull()) {
        const QByteArrayView authorization = headers.value("authorization");
        if (authorization.size() > scheme.size() && HeaderBlock::sameName(authorization.first(scheme.size()), scheme))
            given = authorization.sliced(scheme.size());
    }
    return m_issued.contains(given.toByteArray());
}

} // namespace homeport
