// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/importrow.h"

#include <QByteArrayView>

namespace homeport {

// The CSV half of parseImport(): valid UTF-8 without a byte order mark.
[[nodiscard]] Result<ImportFile> parseCsvAccounts(QByteArrayView text);

} // namespace homeport
