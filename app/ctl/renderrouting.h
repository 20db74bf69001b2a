// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace homeport {

// What the commands about keys' limits, groups, quotas and routing say, for people, with its line break; empty where the
// value is of something else.
[[nodiscard]] QString routingText(const QString &command, const QJsonObject &result);

} // namespace homeport
