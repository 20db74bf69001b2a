// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/ledgerfilter.h"
#include "core/storage/ledgertexthits.h"

#include <list>

namespace homeport {

class Database;
class LedgerTraces;
class LedgerWords;

// Single requests out of the ledger's file. Belongs to LedgerRepository and its thread; no question takes long.
class LedgerPages final
{
public:
    // All outlive it.
    LedgerPages(Database &database, LedgerWords &words, LedgerTraces &traces);
    ~LedgerPages();
    Q_DISABLE_COPY_MOVE(LedgerPages)

    // One step of a look-up or a search; go on with LedgerPage::next until there are enough, or until the end. Storage: the file.
    [[nodiscard]] Result<LedgerPage> page(const LedgerPageQuestion &question);
    // NotFound: it is not, or not any more, in the ledger.
    [[nodiscard]] Result<LedgerEntry> entry(qint64 id);

private:
    class RowTest;
    [[nodiscard]] LedgerPage plainPage(const LedgerPageQuestion &question);
    [[nodiscard]] LedgerPage search(const LedgerPageQuestion &question);
    void addTrace(LedgerEntry *entry);
    [[nodiscard]] bool prepare(const LedgerFilter &filter, RowTest *test);
    [[nodiscard]] LedgerTextHits &hitsOf(const QString &text);

    Database &m_database;
    LedgerWords &m_words;
    LedgerTraces &m_traces;
    std::list<LedgerTextHits> m_hits; // of the newest searches; the newest first
};

} // namespace homeport
