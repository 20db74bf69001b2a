// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace homeport {

// Cents, and two more digits where the amount is small.
[[nodiscard]] QString dollarsText(const QJsonValue &nanos);
// What "usage" says, for people, with its line breaks.
[[nodiscard]] QString usageText(const QJsonObject &result);
[[nodiscard]] QString retentionText(const QJsonObject &retention);

} // namespace homeport
