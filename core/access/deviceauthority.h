// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/devicelogin.h"
#include "core/base/result.h"
#include "core/base/secret.h"

#include <QFuture>

namespace homeport {

// Who gives keys to tools that sign in, as the relay asks it. Thread-safe; nobody waits for an answer.
class DeviceAuthority
{
public:
    virtual ~DeviceAuthority() = default;

    // Errors as DeviceLogin::begin().
    [[nodiscard]] virtual QFuture<Result<DeviceAuthorization>> begin(const QString &client, const QString &scope,
                                                                     const QString &program) = 0;
    [[nodiscard]] virtual QFuture<Result<DevicePoll>> poll(SharedSecret deviceCode) = 0;
    // Ends the key that is @p token, if a sign-in got it; whatever else it is, nothing happens, and nobody is told which.
    // Errors: Locked, Storage.
    [[nodiscard]] virtual QFuture<Result<void>> revoke(SharedSecret token) = 0;
};

} // namespace homeport
