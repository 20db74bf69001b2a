// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace homeport {

// The socket of the instance that uses @p stateDir (absolute): control.sock in that folder. Socket paths
// are short (107 bytes on Linux), so a long folder name is hashed into one in the user's runtime
// folder; Invalid, with what to do, where there is none.
[[nodiscard]] Result<QString> controlSocketName(const QString &stateDir);

// False when @p socketName is a file of another user: nobody else may be sent a key.
[[nodiscard]] bool belongsToUs(const QString &socketName);

} // namespace homeport
