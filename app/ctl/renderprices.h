// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace homeport {

// What "prices", "prices check" and "prices apply" say, for people; empty: it is none of these.
[[nodiscard]] QString pricesText(const QJsonObject &result);

} // namespace homeport
