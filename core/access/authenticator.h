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
    qint64 id = 0;
    QString name;
};

// Decides whether a request carries a valid local key. An immutable snapshot for the relay's thread.
class Authenticator final
{
public:
    Authenticator() = default; // knows no key; every request is refused
    Authenticator(std::shared_ptr<const Sealer> sealer, const QList<LocalKey> &keys);

    // Looks at x-homeport-key, then x-api-key, then Authorization: Bearer, and takes the first that
    // begins with "hp_". Unauthorized, with a sentence for the user: no key, unknown key, revoked key.
    [[nodiscard]] Result<AuthenticatedKey> check(const HeaderBlock &headers) const;

private:
    struct Entry
    {
        AuthenticatedKey key;
        bool revoked = false;
    };
    std::shared_ptr<const Sealer> m_sealer;
    QHash<QByteArray, Entry> m_byHash;
};

} // namespace homeport
