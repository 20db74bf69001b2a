// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/simulator/simulator.h"

#include <QByteArrayView>

namespace homeport {

// What one request gets: the simulator's faults, changed by the request's own wishes.
struct FaultPlan : SimulatorFaults
{
    int events = 0; // text deltas of the answer; 0: as many as its text makes
    int size = 0;   // bytes of the answer's text; 0: the usual text
};

// @p header: the value of x-simulate, e.g. "status=429;retry-after=3". Invalid names what is wrong with it.
[[nodiscard]] Result<FaultPlan> faultPlan(const SimulatorFaults &defaults, QByteArrayView header);

} // namespace homeport
