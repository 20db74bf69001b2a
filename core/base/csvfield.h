// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace homeport {

// One field of comma-separated values (RFC 4180), quoted where it must be. Names come from outside: one that a spreadsheet would
// take for a formula gets an apostrophe before it.
[[nodiscard]] QString csvField(QString text);

} // namespace homeport
