// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QString>

namespace homeport {

// Secrets come from a terminal, a pipe or a file, never from an argument. All of these block, and
// belong before the event loop starts. At most 64 KiB; the line end is not part of the secret.

[[nodiscard]] bool standardInputIsTerminal();

// The next line of standard input. At a terminal, @p prompt is written to stderr and nothing is echoed.
// Invalid when it is empty.
[[nodiscard]] Result<SharedSecret> readSecretFromStandardInput(const QString &prompt);

// As that, but everything that is left of it: a file.
[[nodiscard]] Result<SharedSecret> readSecretToTheEnd(const QString &prompt);

// The first line of @p path. Storage when it can't be read, Invalid when it is empty.
[[nodiscard]] Result<SharedSecret> readSecretFromFile(const QString &path);

} // namespace homeport
