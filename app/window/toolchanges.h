// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/toolsservice.h"

namespace homeport {

// Plans and records of core/toolsetup as the window shows them. Pure but for reading small files: for the files' thread.

// A change to show, and what the key that the tool has so far is made from.
struct PlannedTool
{
    ToolChange change;
    QByteArray seed; // empty: it has none
};

struct ToolSeed
{
    QString name; // of the tool
    QByteArray seed;
};

struct ToolStates
{
    QList<ToolEntry> entries;
    QMap<QString, QByteArray> seeds; // of configured tools' keys
};

[[nodiscard]] ToolChange changeOf(const ToolPlan &plan, const QString &stateDir);
[[nodiscard]] Error changedSince();
// Errors: as ToolSetup::configured().
[[nodiscard]] Result<ToolStates> readToolStates(const std::vector<ToolRecipe> &recipes, const QMap<QString, FoundTool> &found,
                                                const ToolSetup &setup, const ToolPlaces &places);
[[nodiscard]] QMap<QString, QString> originsOf(const QList<ToolConflict> &conflicts, const QString &home);
// Tools whose files got back what they had, the others with why not, and the keys that nobody needs any more.
struct RestoredAll
{
    RestoredTools told;
    QList<ToolSeed> keys;
};
[[nodiscard]] Result<RestoredAll> restoreEvery(ToolSetup &setup);

} // namespace homeport
