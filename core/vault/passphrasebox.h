// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/vault/kdf.h"

#include <QByteArray>
#include <QByteArrayView>

namespace homeport {

// Bytes sealed under a passphrase, for files that leave this computer: scrypt and one message of AES-256-GCM. The
// format stands in README.md. scrypt takes about half a second and 128 MB with the default cost: for a worker thread.
class PassphraseBox final
{
public:
    // @p kind: eight ASCII characters that say what is inside; it is authenticated.
    [[nodiscard]] static Result<QByteArray> seal(QByteArrayView plain, const Secret &passphrase, QByteArrayView kind,
                                                 const ScryptCost &cost);
    // Invalid: no box of this kind, of a newer version, cut off, or with a cost that is not sane; known before scrypt runs.
    // Unauthorized: another passphrase, or a single bit that is not as it was. Never a part of what is inside.
    [[nodiscard]] static Result<Secret> open(QByteArrayView box, const Secret &passphrase, QByteArrayView kind);

    [[nodiscard]] static bool isBox(QByteArrayView bytes, QByteArrayView kind);
};

} // namespace homeport
