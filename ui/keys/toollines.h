// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/keypolicy.h"

#include <QString>

namespace homeport {

// Tools that get a key of their own in one click.
enum class Tool { ClaudeCode, Codex, GeminiCli, Editor, Script };
inline constexpr Tool AllTools[] = {Tool::ClaudeCode, Tool::Codex, Tool::GeminiCli, Tool::Editor, Tool::Script};

[[nodiscard]] QString toolName(Tool tool); // also the name of its key
// What a key for it may do: everything, but for a script, which is kept from running wild.
[[nodiscard]] KeyPolicy toolPolicy(Tool tool);
[[nodiscard]] QString toolPolicyText(Tool tool); // the same in a sentence
// Lines that point it at the relay, and where they belong. As snippetText().
[[nodiscard]] QString toolLines(Tool tool, const QString &baseUrl, const QString &key);
[[nodiscard]] QString toolLinesText(Tool tool);

} // namespace homeport
