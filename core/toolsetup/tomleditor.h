// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/toolsetup/configeditor.h"

namespace homeport {

// TOML 1.0. A new root key is written behind the last one, always before the first table; a new table at the end of the file.
// What stands in inline tables is not edited.
class TomlEditor final : public ConfigEditor
{
public:
    [[nodiscard]] Result<std::optional<QJsonValue>> read(const QByteArray &text, const KeyPath &path) const override;
    [[nodiscard]] Result<QJsonValue> parsed(const QByteArray &text) const override;
    [[nodiscard]] bool isBlank(const QByteArray &text) const override;

protected:
    [[nodiscard]] Result<EditedText> edited(const QByteArray &text, const KeyPath &path, const QJsonValue &value) const override;
    [[nodiscard]] Result<QByteArray> undone(const QByteArray &text, const KeyPath &path, const EditUndo &undo) const override;
};

} // namespace homeport
