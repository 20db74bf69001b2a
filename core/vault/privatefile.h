// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace homeport {

// Small files that only their owner may read (mode 0600).

// Creates @p path with @p content, never overwriting: Conflict when it exists, Storage when it can't be
// written. Complete on disk (fsync) when it returns, and whole or not there at all if it does not: it is ".<name>.homeport-part" before.
[[nodiscard]] Result<void> createPrivateFile(const QString &path, const QByteArray &content);

// NotFound (there surely is none), Unauthorized (group or others may use it: what to do is in the message),
// Storage (anything else that keeps it from being read).
[[nodiscard]] Result<QByteArray> readPrivateFile(const QString &path, qsizetype maxBytes);

// Moves @p from to @p to, replacing what is there, in one step that survives a power cut. NotFound: no @p from.
[[nodiscard]] Result<void> replacePrivateFile(const QString &from, const QString &to);
[[nodiscard]] Result<void> removePrivateFile(const QString &path); // fine when there is none

// Makes names that were added to, moved in or removed from @p folder survive a power cut.
[[nodiscard]] Result<void> syncFolder(const QString &folder);

} // namespace homeport
