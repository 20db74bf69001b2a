// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/toolsetup/configeditor.h"

namespace homeport {

// Lines of NAME=value as dotenv reads them: "export", single, double and back quotes, values of several lines, comments. What
// is no such line stays as it is. A new line goes to the end. A path has one segment.
class EnvEditor final : public ConfigEditor
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
