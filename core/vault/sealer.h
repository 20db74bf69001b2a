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

// Seals and opens single fields with AES-256-GCM. Thread-safe, and immutable but for supersede().
// Envelope: version byte (1), key id (4 bytes), nonce (12 random bytes), ciphertext, tag (16 bytes).
class Sealer final
{
public:
    // @p masterKey: 32 bytes. Sub-keys for sealing and for local-key hashes are derived by HKDF-SHA-256. After a key
    // rotation the latter is older than the master key: @p sealedHashKey holds it then (see sealedHashKey()).
    [[nodiscard]] static Result<std::shared_ptr<const Sealer>> fromMasterKey(const Secret &masterKey, QByteArrayView sealedHashKey = {});
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

    // Key rotation. The successor seals under @p masterKey and hashes local keys as this one does: their plain text
    // is nowhere, so their hashes can't be made anew.
    [[nodiscard]] Result<std::shared_ptr<const Sealer>> successor(const Secret &masterKey) const;
    [[nodiscard]] Result<QByteArray> sealedHashKey() const; // an envelope, for the database
    // From now on this seals as @p successor does, and opens what either has sealed: work that holds the old sealer
    // ends well whenever the rotation overtakes it. Once, and only when the database was sealed anew.
    void supersede(const std::shared_ptr<const Sealer> &successor) const;

private:
    Sealer();
    struct Keys;
    [[nodiscard]] static Result<std::shared_ptr<Sealer>> withoutHash(const Secret &masterKey);
    std::unique_ptr<Keys> m_keys;
};

} // namespace homeport
