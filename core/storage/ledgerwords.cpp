// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ledgerwords.h"

#include "core/storage/sqlvalues.h"

namespace homeport {

namespace {

constexpr qsizetype MostRemembered = 20'000; // sessions are many; the rest are few

} // namespace

LedgerWord wordOf(UsageDimension dimension)
{
    switch (dimension) {
    case UsageDimension::Account:
        return LedgerWord::Account;
    case UsageDimension::Model:
        return LedgerWord::Model;
    case UsageDimension::Key:
        return LedgerWord::Key;
    case UsageDimension::Tool:
        return LedgerWord::Tool;
    case UsageDimension::Project:
        return LedgerWord::Project;
    }
    Q_UNREACHABLE();
    return LedgerWord::Account;
}

LedgerWords::LedgerWords(SQLite::Database &database) : m_database(database) {}
LedgerWords::~LedgerWords() = default;

qint64 LedgerWords::number(LedgerWord kind, const QString &text, qint64 ref)
{
    if (ref == 0 && text.isEmpty())
        return 0;
    Last &last = m_last.at(static_cast<std::size_t>(kind));
    if (last.number != 0 && last.ref == ref && last.text == text)
        return last.number;
    const Key key{kind, ref, ref == 0 ? text : QString()};
    auto found = m_known.constFind(key);
    if (found == m_known.constEnd() || found->text != text) {
        if (m_known.size() >= MostRemembered)
            m_known.clear();
        found = m_known.insert(key, load(kind, text, ref));
    }
    last = {ref, text, found->number};
    return last.number;
}

LedgerWords::Known LedgerWords::load(LedgerWord kind, const QString &text, qint64 ref)
{
    SQLite::Statement find(m_database, ref == 0 ? "SELECT id, text FROM word WHERE kind = ? AND ref = ? AND text = ?"
                                                : "SELECT id, text FROM word WHERE kind = ? AND ref = ?");
    find.bind(1, static_cast<int>(kind));
    find.bind(2, static_cast<int64_t>(ref));
    if (ref == 0)
        sql::bind(find, 3, text);
    if (find.executeStep()) {
        const qint64 number = find.getColumn(0).getInt64();
        if (sql::text(find.getColumn(1)) != text) {
            SQLite::Statement rename(m_database, "UPDATE word SET text = ? WHERE id = ?");
            sql::bind(rename, 1, text);
            rename.bind(2, static_cast<int64_t>(number));
            rename.exec();
        }
        return {number, text};
    }
    SQLite::Statement insert(m_database, "INSERT INTO word (kind, ref, text) VALUES (?, ?, ?)");
    insert.bind(1, static_cast<int>(kind));
    insert.bind(2, static_cast<int64_t>(ref));
    sql::bind(insert, 3, text);
    insert.exec();
    return {m_database.getLastInsertRowid(), text};
}

qint64 LedgerWords::find(LedgerWord kind, qint64 ref)
{
    SQLite::Statement find(m_database, "SELECT id FROM word WHERE kind = ? AND ref = ?");
    find.bind(1, static_cast<int>(kind));
    find.bind(2, static_cast<int64_t>(ref));
    return find.executeStep() ? find.getColumn(0).getInt64() : -1;
}

QList<qint64> LedgerWords::numbers(LedgerWord kind, const QString &text)
{
    if (text.isEmpty())
        return {0};
    SQLite::Statement find(m_database, "SELECT id FROM word WHERE kind = ? AND text = ?");
    find.bind(1, static_cast<int>(kind));
    sql::bind(find, 2, text);
    QList<qint64> numbers;
    while (find.executeStep())
        numbers << find.getColumn(0).getInt64();
    return numbers;
}

QHash<qint64, QString> LedgerWords::texts(LedgerWord kind)
{
    SQLite::Statement all(m_database, "SELECT id, text FROM word WHERE kind = ?");
    all.bind(1, static_cast<int>(kind));
    QHash<qint64, QString> texts;
    while (all.executeStep())
        texts.insert(all.getColumn(0).getInt64(), sql::text(all.getColumn(1)));
    return texts;
}

void LedgerWords::forget()
{
    m_known.clear();
    m_last = {};
}

} // namespace homeport
