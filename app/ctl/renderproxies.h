// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace homeport {

// What the commands about proxies say, for people, with its line break; empty where the value is of something else.
[[nodiscard]] QString proxiesText(const QJsonObject &result);

} // namespace homeport
