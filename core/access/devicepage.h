// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"

#include <QByteArray>
#include <QByteArrayView>

namespace homeport {

// What a browser shows at /device: where the sign-in is approved, and the code to compare, when @p query (of the
// target) names a well-formed one. It says and does nothing else: no form, no script, not whether such a sign-in exists.
[[nodiscard]] QByteArray devicePage(QByteArrayView query);
[[nodiscard]] HeaderBlock devicePageHeaders();

} // namespace homeport
