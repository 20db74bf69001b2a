// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/authenticator.h"

#include "core/base/credentialfields.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr QByteArrayView Prefix = "hp_";
constexpr QByteArrayView HomeportKey = "x-homeport-key";
constexpr QByteArrayView ApiKey = "x-api-key";
constexpr QByteArrayView Authorization = "authorization";
constexpr QByteArrayView GoogApiKey = "x-goog-api-key";
constexpr QByteArrayView AzureApiKey = "api-key";

// What follows "Bearer "; empty when it is another scheme.
QByteArrayView bearerOf(QByteArrayView value)
{
    constexpr QByteArrayView scheme = "Bearer ";
    return value.size() > scheme.size() && HeaderBlock::sameName(value.first(scheme.size()), scheme) ? value.sliced(scheme.size()).trimmed()
                                                                                                     : QByteArrayView();
}

struct Presented
{
    QByteArrayView key; // empty: none
    AuthenticatedKey::CameIn cameIn = AuthenticatedKey::CameIn::HomeportHeader;
};

Presented presentedKey(const HeaderBlock &headers, QByteArrayView pathKey)
{
    using CameIn = AuthenticatedKey::CameIn;
    if (const QByteArrayView own = headers.value(HomeportKey); own.startsWith(Prefix))
        return {own, CameIn::HomeportHeader};
    if (pathKey.startsWith(Prefix))
        return {pathKey, CameIn::Path};
    if (const QByteArrayView apiKey = headers.value(ApiKey); apiKey.startsWith(Prefix))
        return {apiKey, CameIn::ApiKeyHeader};
    if (const QByteArrayView bearer = bearerOf(headers.value(Authorization)); bearer.startsWith(Prefix))
        return {bearer, CameIn::Bearer};
    for (const QByteArrayView name : {GoogApiKey, AzureApiKey}) {
        if (const QByteArrayView apiKey = headers.value(name); apiKey.startsWith(Prefix))
            return {apiKey, CameIn::ApiKeyHeader};
    }
    return {};
}

Error refusal(const QString &why)
{
    return {Error::Code::Unauthorized, why};
}

} // namespace

Authenticator::Authenticator(std::shared_ptr<const Sealer> sealer, const QList<LocalKey> &keys) : m_sealer(std::move(sealer))
{
    for (const LocalKey &key : keys) {
        AuthenticatedKey known{key.id, key.name, key.kind, std::make_shared<const KeyPolicy>(key.policy)};
        m_byHash.insert(key.hash, Entry{std::move(known), key.isRevoked(), key.firstUsedAt, key.policyProblem});
    }
}

Result<AuthenticatedKey> Authenticator::check(const HeaderBlock &headers, const QDateTime &now, QByteArrayView pathKey) const
{
    const Presented presented = presentedKey(headers, pathKey);
    if (presented.key.isEmpty())
        return refusal(
            u"A Homeport key is required: send it as x-api-key, x-goog-api-key, Authorization: Bearer, or x-homeport-key. Create one in "
            u"Homeport or with "
            "\"homeportctl keys create --name NAME\"."_s);
    // Looked up by keyed hash: nothing an attacker chooses is compared with a stored key byte by byte.
    const auto found = m_sealer ? m_byHash.constFind(m_sealer->keyedHash(presented.key)) : m_byHash.constEnd();
    if (found == m_byHash.constEnd())
        return refusal(u"This Homeport key is unknown: check that it was copied whole, or create a new one."_s);
    auto admitted = admit(*found, now);
    if (admitted)
        admitted->cameIn = presented.cameIn;
    return admitted;
}

bool Authenticator::isPresented(const HeaderBlock &headers, QByteArrayView pathKey)
{
    return !pathKey.isEmpty() || !presentedKey(headers, pathKey).key.isEmpty();
}

Result<AuthenticatedKey> Authenticator::admit(const Entry &entry, const QDateTime &now) const
{
    const bool signedIn = entry.key.kind == LocalKey::Kind::Login;
    if (entry.revoked && signedIn)
        return refusal(u"The Homeport key \"%1\" was revoked: sign in again with this tool."_s.arg(entry.key.name));
    if (entry.revoked)
        return refusal(u"The Homeport key \"%1\" was revoked: create a new one and give it to this tool."_s.arg(entry.key.name));
    if (!entry.policyProblem.isEmpty())
        return refusal(
            u"The Homeport key \"%1\" lets nothing pass, because its limits can't be read: set them again in Homeport, or use the "
            "version of Homeport that set them. (%2)"_s.arg(entry.key.name, entry.policyProblem));
    const QDateTime expiry = expiryOf(*entry.key.policy, entry.firstUsedAt);
    if (expiry.isValid() && now >= expiry) {
        const QString way = signedIn ? u"sign in again with this tool"_s : u"create a new one and give that to this tool"_s;
        return refusal(u"The Homeport key \"%1\" expired on %2: give it a later date in Homeport, or %3."_s.arg(
            entry.key.name, expiryText(*entry.key.policy, entry.firstUsedAt), way));
    }
    return entry.key;
}

bool carriesOwnLogin(const HeaderBlock &headers)
{
    for (qsizetype i = 0; i < headers.size(); ++i) {
        const auto [name, value] = headers.at(i);
        if (!CredentialFields.contains(name))
            continue;
        const bool authorization = HeaderBlock::sameName(name, Authorization);
        // A scheme without a credential is none.
        const bool empty = value.trimmed().isEmpty() || (authorization && HeaderBlock::sameName(value.trimmed(), "Bearer"));
        const bool ours = value.startsWith(Prefix) || (authorization && bearerOf(value).startsWith(Prefix));
        if (!empty && !ours)
            return true;
    }
    return false;
}

} // namespace homeport
