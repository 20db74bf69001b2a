// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/toolsetup/toolrecipe.h"

#include <QProcessEnvironment>

namespace homeport {

// A program that was found, and by what.
struct FoundTool
{
    QString executable; // absolute, as found; empty: none
    QString source;     // "PATH", "nvm", "volta", "bun", "npm", "flatpak", or the folder
    QString version;    // where a package.json or a flatpak's description tells it; else empty
};

// Where tools are looked for beside PATH, the first one first.
struct ToolPlaces
{
    QString home;
    QProcessEnvironment environment;
    QStringList flatpakRoots; // folders that hold "app/<id>"

    [[nodiscard]] static ToolPlaces ofThisUser();
};

// Looks a tool up: PATH, nvm, volta, bun, npm's prefix, usual folders, the recipe's own, flatpak. Reads folders and small files only;
// starts nothing. Blocking for some milliseconds; thread-safe.
[[nodiscard]] FoundTool findTool(const DetectionRecipe &recipe, const ToolPlaces &places);

} // namespace homeport
