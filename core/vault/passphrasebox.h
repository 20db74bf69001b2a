// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QByteArrayView>

namespace homeport {

// Bytes sealed under a passphrase, for files that leave this computer: scrypt and one message of AES-256-GCM. The
// format stands in README.md. scrypt takes about half a second and 128 MB with the default cost: for a worker thread.
class PassphraseBox final
{
public:
    // scrypt's N = 2^log2N, r and p. It is written into the box, so that opening needs no knowledge of it.
    struct Cost
    {
        quint8 log2N = 17;
        quint8 r = 8;
        quint8 p = 1;
    };

    // @p kind: eight ASCII characters that say what is inside; it is authenticated.
    [[nodiscard]] static Result<QByteArray> seal(QByteArrayView plain, const Secret &passphrase, QByteArrayView kind, Cost cost);
    // Invalid: no box of this kind, of a newer version, cut off, or with a cost beyond 256 MB; known before scrypt runs.
    // Unauthorized: another passphrase, or a single bit that is not as it was. Never a part of what is inside.
    [[nodiscard]] static Result<Secret> open(QByteArrayView box, const Secret &passphrase, QByteArrayView kind);

    [[nodiscard]] static bool isBox(QByteArrayView bytes, QByteArrayView kind);
};

} // namespace homeport
