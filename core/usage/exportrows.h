// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/ledgerfilter.h"

#include <QByteArray>

namespace homeport {

enum class ExportFormat { JsonLines, Csv };

// Single requests for other programs, each a line: an object of JSON, or comma-separated values (RFC 4180) with the same names and order.
// Times in UTC, money exact. What is not known is null, or an empty field.
[[nodiscard]] QByteArray exportLine(const LedgerEntry &entry, ExportFormat format);
[[nodiscard]] QByteArray exportHeader(ExportFormat format); // the first line; empty: there is none

} // namespace homeport
