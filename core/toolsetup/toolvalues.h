// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QJsonValue>
#include <QStringList>

namespace homeport {

// What the templates of a recipe are filled with.
struct ToolValues
{
    QString baseUrl;  // "http://127.0.0.1:8642"
    SharedSecret key; // null: not made yet; it is shown as HiddenKey then, and nothing can be applied
    qint64 keyId = 0; // its id, and what the running Homeport makes it from again: both are recorded
    QByteArray keySeed;
    QString helperProgram;       // homeportctl, absolute
    QStringList helperArguments; // what makes it print the key
    QString model;               // empty: not told
};

// What stands for a local key wherever people see it.
inline constexpr QLatin1StringView HiddenKey("hp_...");

// @p value with its templates filled in: {baseUrl}, {key}, {model}, {helperProgram}, {helperCommand} (one line for a shell),
// {helperArguments} (alone in its string; becomes an array). NotFound when a value that it needs is not known.
[[nodiscard]] Result<QJsonValue> expandTemplate(const QJsonValue &value, const ToolValues &values);

// One line that a POSIX shell takes apart into @p words.
[[nodiscard]] QString shellLine(const QStringList &words);

} // namespace homeport
