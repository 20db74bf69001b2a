// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/overviewservice.h"
#include "ui/services/toolsservice.h"
#include "ui/theme/colors.h"

namespace homeport {

// What the Tools page and its dialogs say.

struct ToolStateText
{
    Tone tone = Tone::Neutral;
    QString icon;
    QString word;
};

// @p baseUrl: where the relay listens; empty: nowhere.
[[nodiscard]] ToolStateText toolStateText(const ToolEntry &entry, const QString &baseUrl);
[[nodiscard]] QString toolFoundText(const ToolEntry &entry);                             // which program, and found where
[[nodiscard]] QStringList toolRemarks(const ToolEntry &entry, const QString &baseUrl);   // what should be known, or done
[[nodiscard]] QString conflictText(const ToolConflict &conflict, const QString &origin); // origin empty: Homeport's environment
[[nodiscard]] QString setupErrorText(const Error &error);                                // what is wrong, and what to do
[[nodiscard]] ToolStateText toolTestText(const QString &name, const Result<ToolTestReport> &report);

// What a change does, beside its lines.
[[nodiscard]] QString changeLead(const ToolChange &change);
[[nodiscard]] QStringList changeFacts(const ToolChange &change);
[[nodiscard]] QStringList changeWarnings(const ToolChange &change);

// What stops tools that are set up.
struct ToolsTrouble
{
    qsizetype tools = 0; // 0: nothing does
    QString title;
    QString text;
};
[[nodiscard]] ToolsTrouble toolsTrouble(const ToolsView &view, Overview::Relay relay);

// What became of restoring all.
struct RestoredText
{
    Tone tone = Tone::Good;
    QString icon;
    QString title;
    QString text; // may be empty
};
[[nodiscard]] RestoredText restoredText(const Result<RestoredTools> &all);

[[nodiscard]] QString configuredNames(const ToolsView &view); // "Claude Code, Codex CLI"; empty: none

} // namespace homeport
