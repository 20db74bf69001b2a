// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/usage/keptcontents.h"

#include <QFuture>
#include <QObject>

namespace homeport {

// What requests and answers held, where a key lets it be kept. GUI thread.
class ContentsService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // @p id: the request's in the ledger. Errors: NotFound (its key keeps nothing, or not any more), Locked (the vault is), Storage.
    [[nodiscard]] virtual QFuture<Result<KeptContents>> contents(quint64 id) = 0;
    [[nodiscard]] virtual QFuture<Result<KeptSummary>> summary() = 0; // Storage
    // Deletes all of it and the key that it is sealed under, for good. Returns of how many requests. Storage.
    [[nodiscard]] virtual QFuture<Result<qint64>> purge() = 0;

Q_SIGNALS:
    void changed(); // something was kept or has gone; at most once a second
};

} // namespace homeport
