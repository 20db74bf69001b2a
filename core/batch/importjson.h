// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/importrow.h"

#include <QByteArrayView>

namespace homeport {

// The JSON half of parseImport(): valid UTF-8 without a byte order mark.
[[nodiscard]] Result<ImportFile> parseJsonAccounts(QByteArrayView text, bool exported);

} // namespace homeport
