// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/accountlimits.h"
#include "core/storage/limitsrepository.h"
#include "core/usage/requestrecord.h"
#include "tests/ui/fakes.h"

// Values of access and routing, as tests and pictures need them.
namespace homeport::test {

[[nodiscard]] KeyPolicy fullPolicy();            // every limit there is
[[nodiscard]] QList<LocalKey> keysInAllStates(); // ids from 1, by creation
void fillAccess(FakeAccess &access);             // those keys, with usage
[[nodiscard]] PendingLogin sampleLogin(const QString &code, const QString &tool, int secondsLeft = 480);
[[nodiscard]] QList<KnownProgram> samplePrograms();             // one allowed, one denied
[[nodiscard]] QList<WaitingProgram> sampleWaitingPrograms();    // one waits, one could not wait longer
[[nodiscard]] AccountLimits sampleLimits(const QDateTime &now); // fresh, stale and renewed quotas, a parked family
[[nodiscard]] RequestRecord tracedRequest(quint64 id);          // moved once before its first byte
[[nodiscard]] RequestRecord waitingRequest(quint64 id, RequestRecord::Phase phase);

// A window in use: a name too long for its place in each list, a locked vault, a proxy that is down, requests of all ends.
void fillWorld(World &world);

} // namespace homeport::test
