// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <chrono>

// Numbers as people read them, in the user's locale.
namespace homeport {

[[nodiscard]] QString formatBytes(qint64 bytes);     // "840 B", "12.4 kB"
[[nodiscard]] QString formatMilliseconds(qint64 ms); // "35 ms", "1.2 s", "2 min 05 s"; negative: an en dash
// Hours are counted to 24 in every language: columns and curves have one width for a time, and logs and homeportctl the same clock.
[[nodiscard]] QString formatClock(QTime time);              // "14:03"
[[nodiscard]] QString formatTime(const QDateTime &utc);     // "14:03:21", local time
[[nodiscard]] QString formatDateTime(const QDateTime &utc); // "6/3/26, 14:03": the locale's short date
// "14:03" on the day of @p now, else date and time.
[[nodiscard]] QString formatMoment(const QDateTime &utc, const QDateTime &now);
// "14:03" on the day of @p now, "Thu 14:03" within six days of it, else date and time.
[[nodiscard]] QString formatNearMoment(const QDateTime &utc, const QDateTime &now);
[[nodiscard]] QString formatDate(const QDateTime &utc);
[[nodiscard]] QString formatCountdown(std::chrono::milliseconds left); // "4:59", rounded up
[[nodiscard]] QString formatCount(qint64 count);                       // "840", "12.4k", "1.2M"
[[nodiscard]] QString formatMoney(qint64 nanos);                       // nano-dollars: "$3.41", "$0.0042", "< $0.0001"
[[nodiscard]] QString formatPercent(double part);                      // 0.15: "15 %"; rounded, but never up to 100 %
[[nodiscard]] QString formatSpan(std::chrono::seconds span);           // "45 s", "12 min", "5 hours", "3 days"; rounded down
// In its two largest units from minutes on, rounded down: "12 min", "2 h 10 min", "3 d 4 h".
[[nodiscard]] QString formatLongSpan(std::chrono::seconds span);

[[nodiscard]] QString formatList(const QStringList &parts); // "a, b, c"
// One after the other: with a blank between them, but for languages that write none. Empty ones are left out.
[[nodiscard]] QString joinSentences(const QStringList &sentences);

} // namespace homeport
