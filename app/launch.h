// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/instancelock.h"
#include "app/lastrun.h"
#include "app/options.h"
#include "app/statefolder.h"
#include "core/base/secret.h"

#include <QTemporaryDir>

#include <optional>

namespace homeport {

// Everything a start needs before there is an event loop: the state folder, the right to use it, and
// the passphrase where the vault has one.
struct Launch
{
    Options options;
    std::unique_ptr<QTemporaryDir> demoFolder; // removed at the end; null unless --demo
    std::optional<StateFolder> folder;
    std::unique_ptr<InstanceLock> lock;
    std::unique_ptr<LastRun> lastRun; // goes before the lock; null: a demo or --restore, which is no run
    SharedSecret passphrase;          // null: none is needed, or none is known
    SharedSecret backupPassphrase;    // --restore only
    std::optional<Error> misuse;      // the options do not fit what lies in the folder: a usage error, and nothing else is set
};

// Puts a restored state in place that waits for a start. May ask at the terminal. Conflict: another Homeport uses the state folder; Storage and Invalid as
// StateFolder::prepare() and readSecretFromFile().
[[nodiscard]] Result<Launch> prepareLaunch(const Options &options);

} // namespace homeport
