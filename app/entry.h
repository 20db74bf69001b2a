// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runner.h"

namespace homeport {

// What lives in app/window, which not every build has.
struct WindowParts
{
    int (*run)(int &argc, char **argv, Launch launch); // with a window until it ends; the exit code
    // Shows why there is no window, until the user has closed it. Unavailable: the running instance has none.
    void (*tell)(int &argc, char **argv, const Error &error);
};

// From the parsed command line to the exit code. Makes the one application object: QCoreApplication
// unless a window is wanted, so that a headless run loads no platform plugin.
// @p window: null in a build without windows; every run is headless then.
[[nodiscard]] int runHomeport(int &argc, char **argv, Options options, const WindowParts *window);

} // namespace homeport
