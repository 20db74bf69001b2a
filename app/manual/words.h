// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/manual/documented.h"

#include <QStringList>

namespace homeport {

// The program's command line as the three shells need it. Private to this folder.

// "--json", "-v": all spellings of the options that go with every command.
[[nodiscard]] QStringList generalOptions(const DocumentedProgram &program);
// The spellings of all options, general or not, that a value follows; sorted, each once.
[[nodiscard]] QStringList optionsWithValue(const DocumentedProgram &program);
// Those of them whose value is a path.
[[nodiscard]] QStringList optionsWithPath(const DocumentedProgram &program);

struct NextWord
{
    QString before; // the words in front of it; empty: none
    QString word;
    QString help; // of the command that it completes; empty: more words follow
};
// Every word of every command, each once, in the table's order.
[[nodiscard]] QList<NextWord> nextWords(const DocumentedProgram &program);

// The commands, those with more words first: a pattern for "usage" must not catch "usage retention".
[[nodiscard]] QList<CommandSpec> longestFirst(const DocumentedProgram &program);

[[nodiscard]] bool takesPath(const CommandSpec &command);

} // namespace homeport
