// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QMetaType>
#include <QString>

namespace homeport {

// A key that lets a tool of this machine use the relay: "hp_" + 43 base64url characters. Only its
// keyed hash is stored; the key itself is shown once, when it is created.
struct LocalKey
{
    qint64 id = 0;
    QString name;        // unique among keys that are not revoked
    QByteArray hash;     // Sealer::keyedHash of the whole key, 32 bytes
    QString hint;        // "hp_…wxyz"
    QDateTime createdAt; // UTC
    QDateTime revokedAt; // UTC; null: valid

    [[nodiscard]] bool isRevoked() const { return revokedAt.isValid(); }
    bool operator==(const LocalKey &) const = default;
};

} // namespace homeport

Q_DECLARE_METATYPE(homeport::LocalKey)
