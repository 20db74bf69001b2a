// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/launch.h"

namespace homeport {

// One run with a window: QApplication, the main window, the tray icon. The exit code.
[[nodiscard]] int runWithWindow(int &argc, char **argv, Launch launch);

} // namespace homeport
