// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace homeport {

// The text people see for the result of "tools ...". @p colours: added and removed lines of a difference in green and red.
[[nodiscard]] QString toolsText(const QString &command, const QJsonObject &result, bool colours);

} // namespace homeport
