// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/programrepository.h"

#include "core/storage/database.h"
#include "core/storage/sqlvalues.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr auto Columns = "SELECT executable, allowed, first_seen_at, decided_at FROM program ";

KnownProgram programOf(const SQLite::Statement &statement)
{
    return {sql::text(statement.getColumn(0)), statement.getColumn(1).getInt() != 0, sql::time(statement.getColumn(2)),
            sql::time(statement.getColumn(3))};
}

} // namespace

Result<QList<KnownProgram>> ProgramRepository::all()
{
    return m_database.guarded([&]() -> Result<QList<KnownProgram>> {
        SQLite::Statement statement(m_database.handle(), std::string(Columns) + "ORDER BY executable");
        QList<KnownProgram> programs;
        while (statement.executeStep())
            programs << programOf(statement);
        return programs;
    });
}

Result<KnownProgram> ProgramRepository::decide(const KnownProgram &program)
{
    return m_database.transaction([&]() -> Result<KnownProgram> {
        SQLite::Statement insert(m_database.handle(),
                                 "INSERT INTO program (executable, allowed, first_seen_at, decided_at) VALUES (?, ?, ?, ?) ON CONFLICT "
                                 "(executable) DO UPDATE SET allowed = excluded.allowed, decided_at = excluded.decided_at");
        sql::bind(insert, 1, program.executable);
        insert.bind(2, program.allowed ? 1 : 0);
        sql::bind(insert, 3, program.firstSeenAt);
        sql::bind(insert, 4, program.decidedAt);
        insert.exec();
        SQLite::Statement select(m_database.handle(), std::string(Columns) + "WHERE executable = ?");
        sql::bind(select, 1, program.executable);
        (void)select.executeStep();
        return programOf(select);
    });
}

Result<void> ProgramRepository::remove(const QString &executable)
{
    return m_database.transaction([&]() -> Result<void> {
        SQLite::Statement statement(m_database.handle(), "DELETE FROM program WHERE executable = ?");
        sql::bind(statement, 1, executable);
        if (statement.exec() == 0)
            return Error{Error::Code::NotFound, u"Nothing was said of the program %1."_s.arg(executable)};
        return {};
    });
}

} // namespace homeport
