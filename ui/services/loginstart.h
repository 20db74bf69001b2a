// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace homeport {

// Whether the desktop starts Homeport when its user logs in. GUI thread only.
class LoginStart
{
public:
    struct State
    {
        bool available = true; // else this desktop has no way that is known, or there is nothing worth starting (--demo)
        bool on = false;
        bool hidden = false; // it stays in the tray then
        QString other;       // on: what is started, where it is another command than ours
    };

    virtual ~LoginStart() = default;
    [[nodiscard]] virtual State state() const = 0; // read anew each time: others may change it too
    // Storage: it can't be written; nothing was changed. Unavailable: not available.
    [[nodiscard]] virtual Result<void> set(bool on, bool hidden) = 0;
};

} // namespace homeport
