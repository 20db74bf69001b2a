// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <optional>

// Numbers as people type them; nothing: it is none. Surrounding blanks do not matter.
namespace homeport {

[[nodiscard]] std::optional<qint64> countFromText(const QString &text); // "1200", "1,200" as the locale groups, "200k", "1.5M"
[[nodiscard]] QString countText(qint64 count);                          // "200k", "1200": read back exactly; 0: empty
[[nodiscard]] std::optional<qint64> moneyFromText(const QString &text); // "5", "$2.50", "0.0004": nano-dollars
[[nodiscard]] QString moneyText(qint64 nanos);                          // "2.50": read back exactly; 0: empty

// "2026-12-31" is good to the end of that day, "2026-12-31 14:30" to that minute; local time.
[[nodiscard]] std::optional<QDateTime> endFromText(const QString &text); // UTC
[[nodiscard]] QString endText(const QDateTime &utc);                     // null: empty

} // namespace homeport
