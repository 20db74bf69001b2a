// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ledgertexthits.h"

#include "core/storage/ledgerselect.h"
#include "core/storage/ledgerwords.h"
#include "core/storage/sqlvalues.h"

namespace homeport {

namespace {

// Kinds that a search looks into and that never change once they are written.
bool isSearched(int kind)
{
    switch (static_cast<LedgerWord>(kind)) {
    case LedgerWord::Model:
    case LedgerWord::Tool:
    case LedgerWord::Project:
    case LedgerWord::Session:
    case LedgerWord::Path:
    case LedgerWord::Program:
        return true;
    default:
        return false;
    }
}

} // namespace

LedgerTextHits::LedgerTextHits(QString text) : m_text(std::move(text))
{
    bool isNumber = false;
    const int status = m_text.toInt(&isNumber);
    if (isNumber && m_text.size() == 3)
        m_status = status;
}

void LedgerTextHits::take(qint64 word, const QString &text)
{
    const auto index = static_cast<std::size_t>(word);
    if (index >= m_hits.size())
        m_hits.resize(index + 1);
    m_hits[index] = isIn(text);
}

bool LedgerTextHits::advance(SQLite::Database &database, const QDeadlineTimer &deadline)
{
    // Accounts and keys are few, and may have been renamed since.
    SQLite::Statement names(database, "SELECT id, text FROM word WHERE kind IN (?, ?)");
    names.bind(1, static_cast<int>(LedgerWord::Account));
    names.bind(2, static_cast<int>(LedgerWord::Key));
    while (names.executeStep())
        take(names.getColumn(0).getInt64(), sql::text(names.getColumn(1)));

    SQLite::Statement words(database, "SELECT id, kind, text FROM word WHERE id > ? ORDER BY id");
    words.bind(1, static_cast<int64_t>(m_last));
    for (int looked = 1; words.executeStep(); ++looked) {
        m_last = words.getColumn(0).getInt64();
        if (isSearched(words.getColumn(1).getInt()))
            take(m_last, sql::text(words.getColumn(2)));
        if (looked % BetweenLooksAtTheClock == 0 && deadline.hasExpired())
            return false;
    }
    return true;
}

} // namespace homeport
