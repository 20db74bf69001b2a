// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace homeport {

// Where a sealed value lies. It is bound into the envelope (AAD), so a value moved elsewhere does not open.
struct SealContext
{
    QByteArrayView table;
    qint64 rowId = 0;
    QByteArrayView column;
};

// Seals and opens single fields with AES-256-GCM. Immutable and thread-safe.
// Envelope: version byte (1), key id (4 bytes), nonce (12 random bytes), ciphertext, tag (16 bytes).
class Sealer final
{
public:
    // @p masterKey: 32 bytes. Sub-keys for sealing and for local-key hashes are derived by HKDF-SHA-256.
    [[nodiscard]] static Result<std::shared_ptr<const Sealer>> fromMasterKey(const Secret &masterKey);
    ~Sealer();
    Q_DISABLE_COPY_MOVE(Sealer)

    [[nodiscard]] Result<QByteArray> seal(QByteArrayView plain, const SealContext &context) const;
    // Invalid, with what was wrong: truncated, unknown version, other key ("sealed under another
    // master key"), or changed/moved ("does not authenticate"). Never a partial value.
    [[nodiscard]] Result<Secret> open(QByteArrayView envelope, const SealContext &context) const;

    // HMAC-SHA-256 under a sub-key of the vault: how local keys are stored and looked up (32 bytes).
    [[nodiscard]] QByteArray keyedHash(QByteArrayView value) const;
    // Public fingerprint of the master key (4 bytes): stored beside the data to notice a changed key.
    [[nodiscard]] QByteArray keyId() const;

private:
    Sealer();
    struct Keys;
    std::unique_ptr<Keys> m_keys;
};

} // namespace homeport
