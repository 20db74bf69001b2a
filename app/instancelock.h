// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <memory>

namespace homeport {

// One running Homeport per state folder. The kernel holds the lock for the process, so that a crash or
// a reused process id never leaves a stale one behind. Released by the destructor.
class InstanceLock final
{
public:
    // Conflict when another process holds it; Storage when the file can't be made.
    [[nodiscard]] static Result<std::unique_ptr<InstanceLock>> take(const QString &file);
    ~InstanceLock();
    Q_DISABLE_COPY_MOVE(InstanceLock)

private:
    struct Handle;
    explicit InstanceLock(std::unique_ptr<Handle> handle);

    std::unique_ptr<Handle> m_handle;
};

} // namespace homeport
