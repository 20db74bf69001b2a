// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"
#include "core/simulator/simulatedaccount.h"

#include <QByteArray>
#include <QHash>

#include <memory>
#include <vector>

namespace homeport {

// The keys and tokens the simulated provider gave out, and the accounts they are for. They open nothing but the simulation.
// @p now, everywhere: UTC.
class SimulatedCredentials final
{
public:
    // What a request's credential opens, or why it opens nothing.
    struct Access
    {
        SimulatedAccount *account = nullptr; // also of a credential that is not valid any more; null: never heard of
        QString why;                         // empty: it is valid
    };

    [[nodiscard]] QByteArray issueApiKey(); // for an account of its own
    [[nodiscard]] SimulatedTokens issueTokens(bool refreshable, const QDateTime &now);
    // A new pair for a refresh token, which is spent by it; null: it is not valid. One that is used a second time ends
    // the grant with all its tokens, as RFC 9700 section 4.14.2 wants it: whoever does so finds out.
    [[nodiscard]] std::optional<SimulatedTokens> refresh(const QByteArray &refreshToken, const QDateTime &now);
    // A service account; @p name stands for it, and opens nothing.
    [[nodiscard]] std::size_t addServiceAccount(const QByteArray &name);
    // An access token for it, for @p life unless setAccessTokenLife() says otherwise.
    [[nodiscard]] SimulatedTokens issueAccess(std::size_t account, std::chrono::seconds life, const QDateTime &now);
    void setAccessTokenLife(std::chrono::seconds life) { m_life = life; }

    // By x-api-key, x-goog-api-key, api-key or as bearer, whichever the client sent; the first of these counts.
    [[nodiscard]] Access access(const HeaderBlock &headers, const QDateTime &now) const;
    [[nodiscard]] SimulatedAccount *accountOf(const QByteArray &credential) const; // null: never given out
    void setRefused(const QByteArray &credential, bool refused);

private:
    enum class Kind { ApiKey, AccessToken, RefreshToken, Name };
    struct Issued
    {
        Kind kind = Kind::ApiKey;
        std::size_t account = 0;
        QDateTime expiresAt = {}; // null: never
        bool refused = false;     // until the faults say otherwise; of a refresh token: spent
    };

    QByteArray issue(QByteArrayView prefix, const Issued &issued);
    SimulatedTokens issuePair(std::size_t account, bool refreshable, const QDateTime &now);
    std::size_t addAccount(SimulatedAccount::Kind kind);

    QHash<QByteArray, Issued> m_issued;
    std::vector<std::unique_ptr<SimulatedAccount>> m_accounts;
    std::chrono::seconds m_life{0};
};

} // namespace homeport
