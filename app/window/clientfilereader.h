// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/clientfile.h"

namespace homeport {

// Reads the file a person chose as their OAuth client's. Whatever else was dropped is refused before it is read: a folder, a
// device, a file too big to be one. Errors: NotFound, Invalid; they name no content.
[[nodiscard]] Result<ClientFile> readClientFile(const QString &path);

} // namespace homeport
