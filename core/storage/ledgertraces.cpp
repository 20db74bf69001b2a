// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ledgertraces.h"

#include "core/storage/sqlvalues.h"

namespace homeport {

namespace {

// FNV-1a: stands in the file, so it must be the same in every run and build.
qint64 hashOf(const std::string &text)
{
    quint64 hash = 14'695'981'039'346'656'037ULL;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211ULL;
    return static_cast<qint64>(hash);
}

} // namespace

qint64 LedgerTraces::number(const QString &text, qint64 request)
{
    const std::string utf8 = text.toStdString();
    SQLite::Statement find(m_database, "SELECT id FROM trace WHERE hash = ? AND text = ?");
    find.bind(1, static_cast<int64_t>(hashOf(utf8)));
    find.bind(2, utf8);
    if (find.executeStep()) {
        const qint64 number = find.getColumn(0).getInt64();
        used(number, request);
        return number;
    }
    SQLite::Statement insert(m_database, "INSERT INTO trace (hash, last, text) VALUES (?, ?, ?)");
    insert.bind(1, static_cast<int64_t>(hashOf(utf8)));
    insert.bind(2, static_cast<int64_t>(request));
    insert.bind(3, utf8);
    insert.exec();
    return m_database.getLastInsertRowid();
}

void LedgerTraces::used(qint64 number, qint64 request)
{
    SQLite::Statement last(m_database, "UPDATE trace SET last = ?1 WHERE id = ?2 AND last < ?1");
    last.bind(1, static_cast<int64_t>(request));
    last.bind(2, static_cast<int64_t>(number));
    last.exec();
}

QString LedgerTraces::text(qint64 number)
{
    SQLite::Statement find(m_database, "SELECT text FROM trace WHERE id = ?");
    find.bind(1, static_cast<int64_t>(number));
    return find.executeStep() ? sql::text(find.getColumn(0)) : QString();
}

void LedgerTraces::prune(qint64 oldest, int most)
{
    SQLite::Statement unused(m_database, "DELETE FROM trace WHERE last < ?");
    unused.bind(1, static_cast<int64_t>(oldest - LateBy));
    unused.exec();
    SQLite::Statement surplus(m_database, "DELETE FROM trace WHERE last <= (SELECT last FROM trace ORDER BY last DESC LIMIT 1 OFFSET ?)");
    surplus.bind(1, most);
    surplus.exec();
}

} // namespace homeport
