// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace homeport {

inline constexpr qsizetype MaxModelName = 256; // bytes; no model's name is longer

} // namespace homeport
