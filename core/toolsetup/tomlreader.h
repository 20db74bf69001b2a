// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonValue>

namespace homeport {

// What a TOML document says, as a JSON object; dates and times become their text, numbers that JSON has not (inf, nan) too.
// Invalid, with line and column, when it is not TOML 1.0. Read by toml++, the one place that names it.
[[nodiscard]] Result<QJsonValue> readToml(const QByteArray &text);

} // namespace homeport
