// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace homeport {

// How long this machine has been suspended since it was started. Only differences mean something: on other systems than Linux it is how far the
// wall clock is ahead of the steady one: a change of the clock moves that as well, and a suspend only where the steady clock stands still meanwhile,
// as it does not on Windows and macOS. Thread-safe, two reads of a clock.
[[nodiscard]] std::chrono::milliseconds timeAsleep();

} // namespace homeport
