// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/usage/keptcontents.h"

#include <QFuture>

namespace homeport {

class ContentsKeeper;
class KeyStore;
class Ledger;

// What is kept of a request, or a sentence why nothing is. GUI thread.
class ContentsLookup final
{
public:
    // All of it outlives this and what it was asked for.
    ContentsLookup(ContentsKeeper &keeper, Ledger &ledger, KeyStore &keys) : m_keeper(keeper), m_ledger(ledger), m_keys(keys) {}

    // @p id as in the ledger. Errors: NotFound, Locked, Storage.
    [[nodiscard]] QFuture<Result<KeptContents>> contents(qint64 id) const;

private:
    ContentsKeeper &m_keeper;
    Ledger &m_ledger;
    KeyStore &m_keys;
};

} // namespace homeport
