// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/launch.h"

namespace homeport {

// homeport --restore FILE: restores into the state folder, whose lock @p launch holds, prints one line and ends. The
// exit code.
[[nodiscard]] int runRestore(int &argc, char **argv, Launch launch);

} // namespace homeport
