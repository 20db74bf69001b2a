// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <QString>

#include <memory>

namespace homeport::test {

// While it lives the file @p path is locked as by another program that writes: Homeport waits five seconds for each try.
inline std::unique_ptr<SQLite::Database> lockAsAnotherProgram(const QString &path)
{
    auto other = std::make_unique<SQLite::Database>(path.toStdString(), SQLite::OPEN_READWRITE);
    other->exec("BEGIN IMMEDIATE");
    return other;
}

} // namespace homeport::test
