// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"

#include <QByteArray>
#include <QString>

namespace homeport {

// A bundled page with the common style put in at @style@. Empty when there is no such resource.
[[nodiscard]] QByteArray htmlPage(const QString &resource);

// For every page a browser gets from us: not kept, no script, nothing loaded, and no address of ours
// (which may hold a code) in a Referer.
[[nodiscard]] HeaderBlock htmlPageHeaders();

} // namespace homeport
