// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace homeport::architecture {

// One file of the project. The path is relative to the project's root, with forward slashes.
struct SourceFile
{
    QString path;
    QString text;

    [[nodiscard]] bool isCpp() const { return path.endsWith(u".h") || path.endsWith(u".cpp"); }
    [[nodiscard]] bool isUnder(QStringView folder) const
    {
        return path.startsWith(folder) && path.size() > folder.size() && path.at(folder.size()) == u'/';
    }
    [[nodiscard]] QString extension() const { return path.section(u'/', -1).section(u'.', 1); }
    [[nodiscard]] QStringList lines() const { return text.split(u'\n'); }
};

// The text with comments, and the contents of string and character literals, replaced by blanks; line
// breaks stay, so that line numbers hold. Preprocessor lines (#include "...") keep their text.
[[nodiscard]] QString codeOnly(const QString &text);

// "path:line: what"
[[nodiscard]] QString finding(const SourceFile &file, qsizetype line, const QString &what);
// The number, from 1, of the line that holds the character at @p offset.
[[nodiscard]] qsizetype lineAt(const QString &text, qsizetype offset);

} // namespace homeport::architecture
