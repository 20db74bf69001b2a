// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace homeport {

// What `accounts import` and `accounts export` say, for people; empty where the value is of something else. The text may
// hold control characters: print it through printable().
[[nodiscard]] QString transferEventText(const QJsonObject &event);
[[nodiscard]] QString transferResultText(const QJsonObject &result);

} // namespace homeport
