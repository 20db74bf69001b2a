// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/localkey.h"
#include "core/base/headerblock.h"
#include "core/base/result.h"
#include "core/vault/sealer.h"

#include <QHash>

#include <memory>

namespace homeport {

struct AuthenticatedKey
{
    enum class CameIn { HomeportHeader, Path, ApiKeyHeader, Bearer }; // ApiKeyHeader: x-api-key, x-goog-api-key, api-key

    qint64 id = 0;
    QString name;
    LocalKey::Kind kind = LocalKey::Kind::Manual;
    std::shared_ptr<const KeyPolicy> policy = {}; // never null after check()
    CameIn cameIn = CameIn::HomeportHeader;
};

// Decides whether a request carries a valid local key. An immutable snapshot for the relay's thread.
class Authenticator final
{
public:
    Authenticator() = default; // knows no key; every request is refused
    Authenticator(std::shared_ptr<const Sealer> sealer, const QList<LocalKey> &keys);

    // Looks at x-homeport-key, then @p pathKey (a key in the request's path; empty: none), then x-api-key, then
    // Authorization: Bearer, then x-goog-api-key and api-key, and takes the first that begins with "hp_". Unauthorized, with a sentence for the user: no
    // key, unknown key, revoked key, a key that has expired at @p now or whose limits can't be read.
    [[nodiscard]] Result<AuthenticatedKey> check(const HeaderBlock &headers, const QDateTime &now, QByteArrayView pathKey = {}) const;
    [[nodiscard]] Result<AuthenticatedKey> check(const HeaderBlock &headers) const
    {
        return check(headers, QDateTime::currentDateTimeUtc());
    }

    // Whether a local key was sent at all, right or wrong: a request without one is no guess at keys.
    [[nodiscard]] static bool isPresented(const HeaderBlock &headers, QByteArrayView pathKey);

private:
    struct Entry
    {
        AuthenticatedKey key;
        bool revoked = false;
        QDateTime firstUsedAt;
        QString policyProblem;
    };
    [[nodiscard]] Result<AuthenticatedKey> admit(const Entry &entry, const QDateTime &now) const;

    std::shared_ptr<const Sealer> m_sealer;
    QHash<QByteArray, Entry> m_byHash;
};

// Whether the request brings a credential of its own: an x-api-key, x-goog-api-key, api-key or Authorization that is no local key.
[[nodiscard]] bool carriesOwnLogin(const HeaderBlock &headers);

} // namespace homeport
