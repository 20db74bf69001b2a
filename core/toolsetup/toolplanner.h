// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/toolsetup/toolplan.h"
#include "core/toolsetup/toolrecipe.h"
#include "core/toolsetup/toolvalues.h"

namespace homeport {

// The three-way merge of one file, pure but for reading what is there: what Homeport wrote, what is there, what it wants.

// @p known: what was recorded of this file; null: nothing. @p takenOver gets the keys somebody else had changed.
[[nodiscard]] Result<PlannedFile> plannedConfigure(const ConfigFile &file, const QString &root, const ConfigFileRecipe &recipe,
                                                   const ToolValues &values, const WrittenFile *known, QStringList &takenOver);
// @p left gets the keys somebody else has changed since.
[[nodiscard]] Result<PlannedFile> plannedRestore(const ConfigFile &file, const WrittenFile &known, QStringList &left);

[[nodiscard]] QByteArray contentHash(const QByteArray &content);
[[nodiscard]] QString keyName(const KeyPath &path, const QString &file); // for people
[[nodiscard]] bool isOurs(const WrittenKey &key, const std::optional<QJsonValue> &now);
// @p text without what Homeport did to @p key, with @p now there, which is still its own. A key that goes with its table stays as long as
// something of others' is in that. Errors of an editor.
[[nodiscard]] Result<QByteArray> keyTakenBack(const ConfigEditor &editor, const QByteArray &text, const WrittenKey &key,
                                              const std::optional<QJsonValue> &now);
// Errors of an editor with the file's name in front.
[[nodiscard]] Error inFile(const Error &error, const QString &file);

} // namespace homeport
