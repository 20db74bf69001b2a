// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/manual/documented.h"

namespace homeport {

// What each shell wants in a file of its own. They complete commands, options and paths, and never start the program.
[[nodiscard]] QString bashCompletion(const DocumentedProgram &program);
[[nodiscard]] QString zshCompletion(const DocumentedProgram &program);
[[nodiscard]] QString fishCompletion(const DocumentedProgram &program);

} // namespace homeport
