// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace homeport {

// Whether the desktop has a tray right now. GUI thread only.
[[nodiscard]] bool desktopHasTray();

} // namespace homeport
