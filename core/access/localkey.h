// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/keypolicy.h"

#include <QByteArray>
#include <QDateTime>
#include <QMetaType>
#include <QString>

namespace homeport {

// A key that lets a tool of this machine use the relay: "hp_" + 43 base64url characters. Only its
// keyed hash is stored; the key itself is shown once, when it is created.
struct LocalKey
{
    enum class Kind {
        Manual, // made by the user
        Login   // a tool got it by a device login
    };

    qint64 id = 0;
    QString name;               // unique among keys that are not revoked
    QByteArray hash;            // Sealer::keyedHash of the whole key, 32 bytes
    QString hint;               // "hp_…wxyz"
    QDateTime createdAt;        // UTC
    QDateTime revokedAt = {};   // UTC; null: valid
    QDateTime firstUsedAt = {}; // UTC; null: not used yet
    Kind kind = Kind::Manual;
    KeyPolicy policy = {};
    // Why the stored policy can't be read, being of a newer version or damaged; empty: it can. Such a key lets
    // nothing pass, and its stored policy stays as it is until it is given another one.
    QString policyProblem = {};

    [[nodiscard]] bool isRevoked() const { return revokedAt.isValid(); }
    [[nodiscard]] QDateTime expiresAt() const { return expiryOf(policy, firstUsedAt); } // null: never, as far as is known
    bool operator==(const LocalKey &) const = default;
};

} // namespace homeport

Q_DECLARE_METATYPE(homeport::LocalKey)
