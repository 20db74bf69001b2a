// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/toolsetup/toolrecipe.h"

#include <QProcessEnvironment>

namespace homeport {

// The absolute path of a recipe's file here: its folder variable, its alternatives; ~/.config is XDG_CONFIG_HOME where that is set (Linux).
// @p root: the folder its links must not leave.
[[nodiscard]] QString locateConfigFile(const ConfigFileRecipe &file, const QString &home, const QProcessEnvironment &environment,
                                       QString &root);

} // namespace homeport
