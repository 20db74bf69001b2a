// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>

namespace homeport {

// A place where tests let the process die as a power cut would (SIGKILL): the one whose name stands in the environment
// variable HOMEPORT_TEST_DIE_AT. Does nothing otherwise. Whoever may set this process's environment may kill it anyway.
void faultPoint(QLatin1StringView name);

} // namespace homeport
