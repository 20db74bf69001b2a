// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace homeport {

// The text people see for a command's result or event; ends with a line break unless it is empty.
[[nodiscard]] QString renderResult(const QString &command, const QJsonObject &result);
[[nodiscard]] QString renderEvent(const QJsonObject &event);
// One line of JSON.
[[nodiscard]] QString renderJson(const QJsonObject &object);

// A time of a result as the local clock has it; "-": none.
[[nodiscard]] QString localTime(const QJsonValue &time, QStringView format = u"yyyy-MM-dd HH:mm");
// Control characters replaced.
[[nodiscard]] QString printable(QString text);

// Columns as wide as their widest cell, two spaces between them. Control characters are replaced:
// names and tools come from elsewhere and must not steer the terminal.
[[nodiscard]] QString renderTable(const QList<QStringList> &rows);

} // namespace homeport
