// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ledgercopy.h"

#include "core/storage/database.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>

#include <sqlite3.h>

#include <QFile>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int StepPages = 1000; // of 4 kB: a few hundredths of a second at most

} // namespace

LedgerCopy::LedgerCopy(Database &ledger, QString path) : m_ledger(ledger), m_path(std::move(path)), m_schema(ledger.schemaVersion()) {}

LedgerCopy::~LedgerCopy()
{
    m_backup.reset();
    m_target.reset();
    if (!m_isWhole)
        QFile::remove(m_path);
}

Result<std::unique_ptr<LedgerCopy>> LedgerCopy::begin(Database &ledger, const QString &path)
{
    std::unique_ptr<LedgerCopy> copy(new LedgerCopy(ledger, path));
    if (const auto opened = copy->open(); !opened)
        return opened.error();
    return copy;
}

Result<void> LedgerCopy::open()
{
    QFile::remove(m_path); // of a run that was killed
    QFile file(m_path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return Error{Error::Code::Storage, u"%1 can't be created: %2."_s.arg(m_path, file.errorString())};
    file.close();
    return m_ledger.guarded([this]() -> Result<void> {
        m_target = std::make_unique<SQLite::Database>(m_path.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX);
        m_target->exec("PRAGMA journal_mode = OFF"); // half a copy is thrown away
        m_target->exec("PRAGMA synchronous = OFF");
        m_target->exec("PRAGMA cache_size = -1024"); // KB
        m_backup = std::make_unique<SQLite::Backup>(*m_target, m_ledger.handle());
        return {};
    });
}

Result<bool> LedgerCopy::step()
{
    return m_ledger.guarded([this]() -> Result<bool> {
        const int answer = m_backup->executeStep(StepPages);
        const int total = m_backup->getTotalPageCount();
        const int left = m_backup->getRemainingPageCount();
        m_percent = total > 0 ? static_cast<int>(100LL * (total - left) / total) : 100;
        if (answer != SQLITE_DONE)
            return true;
        m_backup.reset();
        m_target.reset();
        m_isWhole = true;
        return false;
    });
}

} // namespace homeport
