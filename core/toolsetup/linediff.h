// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace homeport {

struct DiffLine
{
    enum class Kind { Context, Removed, Added, Gap }; // Gap: unchanged lines are left out here

    Kind kind = Kind::Context;
    QString text;   // without its line end
    int before = 0; // its number in the old text, from 1; 0: it has none
    int after = 0;  // in the new one

    bool operator==(const DiffLine &) const = default;
};

// The lines by which @p after differs from @p before, with up to @p context unchanged ones around. Empty: no difference. Line ends
// do not count as a difference of a line, a missing last one does not either.
[[nodiscard]] QList<DiffLine> lineDiff(const QByteArray &before, const QByteArray &after, int context = 3);

} // namespace homeport
