// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runner.h"

namespace homeport {

// Runs with a window until it ends; the exit code. Lives in app/window, which not every build has.
using WindowMain = int (*)(int &argc, char **argv, Launch launch);

// From the parsed command line to the exit code. Makes the one application object: QCoreApplication
// unless a window is wanted, so that a headless run loads no platform plugin.
// @p windowMain: null in a build without windows; every run is headless then.
[[nodiscard]] int runHomeport(int &argc, char **argv, Options options, WindowMain windowMain);

} // namespace homeport
