// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/toolsetup/toolsearch.h"
#include "core/toolsetup/toolsetup.h"

#include <QJsonObject>

namespace homeport {

// How the results of "tools ..." look as JSON. None of them shows a local key.
[[nodiscard]] QJsonObject toolJson(const ToolRecipe &recipe, const FoundTool &found, const ToolStatus &status);
[[nodiscard]] QJsonObject planJson(const ToolPlan &plan);
[[nodiscard]] QLatin1StringView toolStateName(ToolState state); // "not_installed", ...

} // namespace homeport
