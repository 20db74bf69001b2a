// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/ledgerrepository.h"
#include "tests/unit/storage/ledgerrows.h"

#include <QTemporaryDir>
#include <QTest>

namespace homeport::test {

inline QList<qint64> numbersOf(const QList<LedgerEntry> &entries)
{
    QList<qint64> numbers;
    for (const LedgerEntry &entry : entries)
        numbers << entry.row.number;
    return numbers;
}

// A ledger in a folder of its own, and questions about single requests.
class LedgerFixture
{
public:
    void open()
    {
        m_ledger.reset();
        auto opened = LedgerRepository::open(m_folder.filePath(QStringLiteral("ledger.db")), QStringLiteral("one"));
        QVERIFY2(opened.has_value(), opened ? "" : qPrintable(opened.error().detail));
        m_ledger = std::move(*opened);
    }
    void add(const QList<LedgerRow> &rows) { QCOMPARE(*m_ledger->add(rows, QTimeZone::utc()), rows.size()); }
    void addPlain(qint64 first, qint64 last)
    {
        QList<LedgerRow> rows;
        for (qint64 number = first; number <= last; ++number)
            rows << ledgerRow(number, at("2026-11-20T10:00:00") + number * 1000);
        add(rows);
    }
    LedgerPage page(const LedgerPageQuestion &question)
    {
        const auto page = m_ledger->pages().page(question);
        return page ? *page : LedgerPage();
    }
    // All steps of a search; how many there were in @p steps.
    QList<LedgerEntry> all(LedgerPageQuestion question, int *steps = nullptr)
    {
        QList<LedgerEntry> entries;
        for (int step = 1; step < 100'000; ++step) {
            const LedgerPage part = page(question);
            entries += part.entries;
            question.from = part.next;
            if (steps)
                *steps = step;
            if (part.end)
                break;
        }
        return entries;
    }
    QList<qint64> found(const LedgerFilter &filter)
    {
        LedgerPageQuestion question;
        question.filter = filter;
        return numbersOf(all(question));
    }
    static LedgerRow special(qint64 number, int status, int outcome)
    {
        LedgerRow row = ledgerRow(number, at("2026-11-20T10:00:00") + number * 1000);
        row.status = status;
        row.outcome = outcome;
        return row;
    }

    void clear()
    {
        m_ledger.reset();
        for (const QString &file : QDir(m_folder.path()).entryList(QDir::Files))
            QFile::remove(m_folder.filePath(file));
        open();
    }
    [[nodiscard]] LedgerRepository &ledger() { return *m_ledger; }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<LedgerRepository> m_ledger;
};

} // namespace homeport::test
