// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace homeport {

// What core/toolsetup and the recipes say, in the language of the window: they speak English and know no translations. A sentence is
// known by its pattern; what differs from case to case (paths, lines, names of keys) keeps its place in it. What is not known, a
// sentence of the system or of a parser, stays as it is.
[[nodiscard]] QString setupWords(const QString &english);
[[nodiscard]] QString setupNotes(const QStringList &notes); // those of a recipe, as one text
// A place of theirs: "apiKeyHelper in /home/me/.claude/settings.json", "/home/me/.bashrc, line 3".
[[nodiscard]] QString setupPlace(const QString &english);

[[nodiscard]] QStringList setupPatterns(); // all that are known, in English, for tests

} // namespace homeport
