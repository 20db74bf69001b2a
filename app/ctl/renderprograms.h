// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace homeport {

// What the commands about programs say, for people, with its line break; empty where @p command is another.
[[nodiscard]] QString programsText(const QString &command, const QJsonObject &result);

} // namespace homeport
