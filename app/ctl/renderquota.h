// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace homeport {

// The answer to "quota" for people: one line for each window, then who is parked.
[[nodiscard]] QString quotaText(const QJsonArray &accounts);

// The answer to "accounts test": what answered, and the credit that is left where that was told.
[[nodiscard]] QString testText(const QJsonObject &test);

} // namespace homeport
