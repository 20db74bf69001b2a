// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace homeport {

// To standard output at once, for it is often read through a pipe. False: not all of it could be written.
bool print(const QString &text);

// For a result that print() could not write: it may have been a secret that is shown once.
[[nodiscard]] QString printFailure();

} // namespace homeport
