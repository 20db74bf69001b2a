// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QString>

namespace homeport {

// The answer to "quota" for people: one line for each window, then who is parked.
[[nodiscard]] QString quotaText(const QJsonArray &accounts);

} // namespace homeport
