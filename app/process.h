// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <string_view>
#include <vector>

namespace homeport {

// What has to be right about the process before the first thread starts. Called once, from main().
//  - no core dumps and no ptrace by other processes of the user: both would hand out opened keys
//    (Linux, prctl PR_SET_DUMPABLE; a debugger needs to start the program itself or be root);
//  - the limit of open files is raised to the hard limit, at most 65,536: a stream takes two; and room is made for 8,192 of
//    them at once, for later every thread would have to wait for it;
//  - a closed socket is an error value, not a signal (SIGPIPE ignored).
void prepareProcess();

// The soft limit now in force; 0 where there is none.
[[nodiscard]] quint64 openFileLimit();

// Memory that was freed and that the allocator keeps for later goes back to the system. It takes a millisecond or some: for rare moments.
void giveFreeMemoryBack();

// @p arguments without each @p option, for startAgain(); both end with null where the first does.
[[nodiscard]] std::vector<char *> withoutOption(std::vector<char *> arguments, std::string_view option);

// Replaces this process by a new run of the same program, with the same process id where the system can. Returns only
// when that fails: an exit code.
[[nodiscard]] int startAgain(char **arguments);

} // namespace homeport
