// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace homeport {
class Theme;
}

namespace homeport::bench {

class WatchingApplication;

// A thousand accounts, then a thousand keys: their arrival, a change of all, a jump, from fakes that answer at once. False: not done in time.
[[nodiscard]] bool measureLists(WatchingApplication &application, const Theme &theme);

} // namespace homeport::bench
