// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace homeport {

// The demo: a second Homeport with a simulated provider, in a process and a window of its own. GUI thread only.
class DemoStart
{
public:
    virtual ~DemoStart() = default;
    [[nodiscard]] virtual QString command() const = 0; // what starts it in a terminal
    // Starts one more each time; it ends by itself when its window is closed. Unavailable: the program can't be started.
    [[nodiscard]] virtual Result<void> start() = 0;
};

} // namespace homeport
