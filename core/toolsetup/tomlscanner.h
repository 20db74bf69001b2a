// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/toolsetup/configeditor.h"

#include <vector>

namespace homeport {

// One "key = value", in bytes.
struct TomlEntry
{
    KeyPath path;          // with its table's
    std::size_t table = 0; // in which of the layout's
    qsizetype line = 0;    // where its first line begins
    qsizetype valueBegin = 0;
    qsizetype valueEnd = 0;
    qsizetype end = 0;     // behind the line end of its last line
    bool isInline = false; // its value is a table of its own
};

struct TomlTable
{
    KeyPath path;
    bool isArray = false; // [[...]], or below one
    qsizetype line = 0;   // where its header's line begins
    qsizetype end = 0;    // behind that line's end
};

struct TomlLayout
{
    std::vector<TomlTable> tables; // the first is the root, which has no header
    std::vector<TomlEntry> entries;
};

// Where things stand in a TOML document. Only of a text that readToml() takes: what is no TOML gives any layout, or Invalid.
[[nodiscard]] Result<TomlLayout> scanToml(const QByteArray &text);

} // namespace homeport
