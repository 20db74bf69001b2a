// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QTimeZone>

namespace homeport {

// What Claude Code tells its status line on standard input.
struct ClaudeStatus
{
    QString session;     // empty: not said
    QString model;       // as people call it
    double dollars = -1; // what the client thinks this session cost; below 0: not said
};

// Fields that are missing or of another kind count as not said: the client's format is its own, and may change.
[[nodiscard]] ClaudeStatus readClaudeStatus(const QJsonObject &json);

// "Opus · session $0.42 (CLI $0.40) · $1.24 today · 312k tokens · 5 h 62 % → 15:10", with its line break. A "+" after an amount: there
// were models without a price, which are not in it.
[[nodiscard]] QString lineText(const QJsonObject &line, const ClaudeStatus &claude, const QDateTime &now, const QTimeZone &zone);

} // namespace homeport
