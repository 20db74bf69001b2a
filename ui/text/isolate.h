// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace homeport {

// @p text, written from left to right in every language (a path, a pattern, a key of a file, a detail in English), for a place where
// it is shown. In a window that reads from right to left "/home/me" would lose its first sign to the other end, and "gpt-*" its last
// one: there it is set apart from what stands around it (U+2066 and U+2069; UAX #9, 2.5), behind a mark (U+200F) by which a sentence that
// begins with it still reads from right to left, for QTextBlock of Qt 6.4 looks into what is set apart. In any other window, and when
// empty, @p text itself. Not for what is compared or copied. GUI thread.
[[nodiscard]] QString isolated(const QString &text);
[[nodiscard]] QStringList isolated(const QStringList &texts);

} // namespace homeport
