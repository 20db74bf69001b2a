// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace homeport {

// Small things about the text of a configuration file, all in bytes of UTF-8.

// Invalid: "line 3, column 14: <what>".
[[nodiscard]] Error placeError(QByteArrayView text, qsizetype offset, const QString &what);
// Invalid, with the place, where the text is not UTF-8 or holds a zero byte.
[[nodiscard]] Result<void> checkUtf8(const QByteArray &text);
[[nodiscard]] qsizetype bomSize(QByteArrayView text);                         // 3 or 0
[[nodiscard]] QByteArray lineEnd(QByteArrayView text);                        // the first one's: "\r\n", else "\n"
[[nodiscard]] qsizetype skipBlanks(QByteArrayView text, qsizetype from);      // spaces and tabs
[[nodiscard]] qsizetype endOfLine(QByteArrayView text, qsizetype from);       // where its line end begins, or the text ends
[[nodiscard]] qsizetype startOfNextLine(QByteArrayView text, qsizetype from); // behind it
[[nodiscard]] qsizetype startOfLine(QByteArrayView text, qsizetype from);

struct TextChange
{
    qsizetype at = 0;
    qsizetype remove = 0;
    QByteArray insert;
};
// @p changes do not overlap; those at one place apply in their order.
[[nodiscard]] QByteArray changedText(const QByteArray &text, QList<TextChange> changes);

// A JSON string with its quotes, which TOML and .env files read as well.
[[nodiscard]] QByteArray quotedText(const QString &text);

} // namespace homeport
