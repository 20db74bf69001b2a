// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/importrow.h"

#include <QByteArrayView>

namespace homeport {

inline constexpr qsizetype MaxImportBytes = 16 * 1024 * 1024;
inline constexpr qsizetype MaxImportRows = 20'000;

// The whole file, which is a secret as long as there are keys in it. Blocks: for a worker thread.
// NotFound, Storage (can't be read), Invalid (no file, empty, larger than MaxImportBytes; that is known before it is read).
[[nodiscard]] Result<SharedSecret> readImportFile(const QString &path);

// Accounts as CSV or JSON (README.md of this folder has the formats). @p exported: Homeport wrote it, and it may
// hold what only Homeport knows.
// Invalid, with one sentence and the line where there is one: what makes the whole file unusable. What is wrong with
// one account stands in its row. Neither ever quotes a value. Memory: about the size of @p content.
[[nodiscard]] Result<ImportFile> parseImport(QByteArrayView content, bool exported = false);

} // namespace homeport
