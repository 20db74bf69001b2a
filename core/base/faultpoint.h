// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace homeport {

// A named place at which a test lets the process die as in a power cut: SIGKILL when the environment variable
// HOMEPORT_TEST_KILL_AT holds this name, otherwise nothing. Any thread.
void faultPoint(const char *name);

} // namespace homeport
