// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>
#include <QStringView>

namespace homeport {

// Case-sensitive match of @p name against "claude-*-4*".
[[nodiscard]] bool matchesPattern(QStringView pattern, QStringView name);

// Whether @p name matches one of the patterns; every name does where there are none.
[[nodiscard]] bool isAllowedBy(const QStringList &patterns, QStringView name);

// Names that tools ask for, or patterns of such, and the model that serves in their place.
using ModelAliases = QMap<QString, QString>;

// The model that serves when @p model is asked for: the alias of that very name, else that of the pattern with the most text of its own. Aliases
// are not followed further. Empty: none is about it, or it leads to the name itself.
[[nodiscard]] QString servedInPlaceOf(const QString &model, const ModelAliases &aliases);

// The first thing that is wrong, in one sentence; empty: nothing.
[[nodiscard]] QString problemWith(const ModelAliases &aliases);

} // namespace homeport
