// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace homeport {

// Whether QSettings can read @p file, in its INI format. One that is not there, or empty, can be read. Any thread.
[[nodiscard]] bool isReadableIni(const QString &file);

} // namespace homeport
