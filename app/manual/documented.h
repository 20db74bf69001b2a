// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/commandtable.h"

#include <QCommandLineOption>
#include <QList>
#include <QString>

namespace homeport {

// A program as its manual page and its completions see it. The same tables that it parses its command line with: neither can lag behind.
struct DocumentedProgram
{
    QString name;        // "homeportctl"
    QString summary;     // one line, without a full stop
    QString description; // paragraphs, an empty line between two
    QList<QCommandLineOption> options;
    QList<CommandSpec> commands; // none: it takes options only
    QString exitCodes;           // one line
    QString seeAlso;             // the other program
};

[[nodiscard]] DocumentedProgram documentedHomeport();
[[nodiscard]] DocumentedProgram documentedHomeportctl();

} // namespace homeport
