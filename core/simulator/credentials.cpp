// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/credentials.h"

#include "core/base/random.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QByteArray givenIn(const HeaderBlock &headers)
{
    constexpr QByteArrayView scheme = "Bearer ";
    for (const QByteArrayView name : {QByteArrayView("x-api-key"), QByteArrayView("x-goog-api-key"), QByteArrayView("api-key")}) {
        if (const QByteArrayView key = headers.value(name); !key.isNull())
            return key.toByteArray();
    }
    const QByteArrayView authorization = headers.value("authorization");
    const bool isBearer = authorization.size() > scheme.size() && HeaderBlock::sameName(authorization.first(scheme.size()), scheme);
    return isBearer ? authorization.sliced(scheme.size()).toByteArray() : QByteArray();
}

} // namespace

std::size_t SimulatedCredentials::addAccount(SimulatedAccount::Kind kind)
{
    m_accounts.push_back(std::make_unique<SimulatedAccount>(kind));
    return m_accounts.size() - 1;
}

QByteArray SimulatedCredentials::issue(QByteArrayView prefix, const Issued &issued)
{
    const QByteArray credential = prefix.toByteArray() + randomToken(24);
    m_issued.insert(credential, issued);
    return credential;
}

QByteArray SimulatedCredentials::issueApiKey()
{
    return issue("sim-key-", {Kind::ApiKey, addAccount(SimulatedAccount::Kind::ApiKey)});
}

SimulatedTokens SimulatedCredentials::issueTokens(bool refreshable, const QDateTime &now)
{
    return issuePair(addAccount(SimulatedAccount::Kind::Plan), refreshable, now);
}

std::size_t SimulatedCredentials::addServiceAccount(const QByteArray &name)
{
    const std::size_t account = addAccount(SimulatedAccount::Kind::ApiKey);
    m_issued.insert(name, {Kind::Name, account});
    return account;
}

SimulatedTokens SimulatedCredentials::issueAccess(std::size_t account, std::chrono::seconds life, const QDateTime &now)
{
    SimulatedTokens tokens;
    tokens.life = m_life.count() > 0 ? m_life : life;
    tokens.accessToken = issue("sim-at-", {Kind::AccessToken, account, now.addSecs(tokens.life.count())});
    return tokens;
}

SimulatedTokens SimulatedCredentials::issuePair(std::size_t account, bool refreshable, const QDateTime &now)
{
    SimulatedTokens tokens;
    tokens.life = m_life;
    const QDateTime expiresAt = m_life.count() > 0 ? now.addSecs(m_life.count()) : QDateTime();
    tokens.accessToken = issue("sim-at-", {Kind::AccessToken, account, expiresAt});
    if (refreshable)
        tokens.refreshToken = issue("sim-rt-", {Kind::RefreshToken, account});
    return tokens;
}

std::optional<SimulatedTokens> SimulatedCredentials::refresh(const QByteArray &refreshToken, const QDateTime &now)
{
    const auto found = m_issued.find(refreshToken);
    if (found == m_issued.end() || found->kind != Kind::RefreshToken)
        return std::nullopt;
    const std::size_t account = found->account;
    if (!std::exchange(found->refused, true))
        return issuePair(account, true, now);
    for (Issued &issued : m_issued) {
        if (issued.account == account)
            issued.refused = true;
    }
    return std::nullopt;
}

SimulatedCredentials::Access SimulatedCredentials::access(const HeaderBlock &headers, const QDateTime &now) const
{
    const auto found = m_issued.constFind(givenIn(headers));
    if (found == m_issued.constEnd() || found->kind == Kind::RefreshToken || found->kind == Kind::Name)
        return {nullptr, headers.contains("x-api-key") ? u"invalid x-api-key"_s : u"Invalid bearer token"_s};
    SimulatedAccount *const account = m_accounts[found->account].get();
    if (found->refused)
        return {account, found->kind == Kind::ApiKey ? u"invalid x-api-key"_s : u"OAuth token has been revoked. (simulated)"_s};
    if (found->expiresAt.isValid() && now >= found->expiresAt)
        return {account, u"OAuth token has expired. Please refresh your existing token. (simulated)"_s};
    return {account, {}};
}

SimulatedAccount *SimulatedCredentials::accountOf(const QByteArray &credential) const
{
    const auto found = m_issued.constFind(credential);
    return found == m_issued.constEnd() ? nullptr : m_accounts[found->account].get();
}

void SimulatedCredentials::setRefused(const QByteArray &credential, bool refused)
{
    const auto found = m_issued.find(credential);
    if (found != m_issued.end() && found->kind != Kind::RefreshToken && found->kind != Kind::Name)
        found->refused = refused;
}

} // namespace homeport
