// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace homeport {

// Where a user's shells and sessions get an environment variable from, as far as their usual start files tell: the last line that sets
// it, "/home/me/.bashrc, line 3". Empty: none of them does. Never tells the value. Blocking, for small files; thread-safe.
[[nodiscard]] QString variableOrigin(const QString &variable, const QString &home);

// The number of the last line of @p text, from 1, that sets the variable, as sh, fish and environment.d write it; 0: none does.
[[nodiscard]] int settingLine(const QByteArray &text, const QString &variable);

} // namespace homeport
