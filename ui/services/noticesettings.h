// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTime>

namespace homeport {

// What the desktop tells of by itself, and when it does not.
struct NoticeSettings
{
    bool signIn = true; // an account needs a new sign-in, or another key
    bool quota = true;  // a quota window is nearly used
    bool budget = true; // a key's budget is nearly spent, or spent
    bool proxy = true;  // a proxy is down
    int early = 80;     // percent that are used of a window or a budget, 1 to 100
    int late = 95;      // of a window: told once more; not below early
    bool quiet = false;
    QTime quietFrom{22, 0}; // local; later than quietTo: over midnight. The same: never
    QTime quietTo{8, 0};

    bool operator==(const NoticeSettings &) const = default;
};

} // namespace homeport
