// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/manual/documented.h"

namespace homeport {

// The manual page of section 1 (man(7)'s macros), UTF-8, undated so that building it twice gives the same bytes.
[[nodiscard]] QString manualPage(const DocumentedProgram &program, const QString &version);

} // namespace homeport
