// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace homeport {

// What the commands about settings and scheduled backups say, for people; empty: it is none of these.
[[nodiscard]] QString settingsText(const QString &command, const QJsonObject &result);

} // namespace homeport
