// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/router.h"

namespace homeport {

// Whether it was the model that left nobody to serve: of the accounts that the key may use and that speak the protocol there is one, and none serves it.
[[nodiscard]] bool isModelUnknown(const TraceStep &step);

// What the key could ask for instead in the same protocol, sorted: what its accounts are allowed to serve by name or pattern, else what their
// providers list, as far as that is known.
[[nodiscard]] QStringList availableModels(const RoutingSnapshot &snapshot, const RouteQuestion &question);

// "No account serves the model x. Available: a, b and 7 more." Without the second sentence where nothing is known.
[[nodiscard]] QString unknownModelText(const QString &model, const QStringList &available);

} // namespace homeport
