// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/usage/keptcontents.h"

#include <QByteArrayView>
#include <QList>

namespace homeport {

// What the relay hands over of a request that has ended, where its key keeps contents.
struct KeptRequest
{
    quint64 number = 0; // RequestRecord::id, of this run
    qint64 keyId = 0;
    KeptContents contents;

    [[nodiscard]] qint64 bytes() const; // of memory, about
};

// Both sides as bytes, to be sealed; the times are kept beside it.
[[nodiscard]] QByteArray packedContents(const KeptContents &contents);
// The way back. Invalid: of a newer version, or damaged.
[[nodiscard]] Result<KeptContents> unpackedContents(QByteArrayView bytes);

} // namespace homeport

Q_DECLARE_METATYPE(homeport::KeptRequest)
