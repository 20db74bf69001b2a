// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/toolsetup/configfile.h"
#include "core/toolsetup/linediff.h"
#include "core/toolsetup/toolrecord.h"

namespace homeport {

// What will happen to one file. @c before and @c after may hold secrets; @c diff does not show local keys.
struct PlannedFile
{
    ConfigFile before;
    QByteArray after;
    unsigned mode = 0;     // afterwards
    bool removes = false;  // the file goes: it was made by Homeport, and nothing else is in it
    bool holdsKey = false; // afterwards a local key stands in it, so that others must not read it
    QList<DiffLine> diff;  // empty: no byte changes
    WrittenFile record;    // what will be known of it; of a restore: what was

    [[nodiscard]] bool creates() const { return !before.exists && !removes; }
    [[nodiscard]] bool changes() const
    {
        return removes || (before.exists ? after != before.content || mode != before.mode : !after.isEmpty());
    }
};

// What configuring or restoring a tool would do: a value to be shown, then applied or dropped.
struct ToolPlan
{
    enum class Kind { Configure, Restore };

    Kind kind = Kind::Configure;
    QString tool;
    QString name;
    QDateTime madeAt; // UTC; names the copies of the files
    QList<PlannedFile> files;
    ToolRecord record;     // Configure: what will be recorded
    bool lacksKey = false; // Configure: only for showing
    QStringList left;      // Restore: keys that somebody else has changed since, or what would clash with those; they stay as they are
    QStringList takenOver; // Configure: keys that somebody else had changed; they are set again

    // What the copy of a file (by its index) is called: by tool, time and file; two of one name are numbered.
    [[nodiscard]] QString copyName(qsizetype file) const;
    [[nodiscard]] bool changesFiles() const
    {
        for (const PlannedFile &file : files)
            if (file.changes())
                return true;
        return false;
    }
};

} // namespace homeport
