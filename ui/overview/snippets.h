// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace homeport {

// Ready-made lines that point a tool at the relay.
enum class Snippet { Shell, Fish, PowerShell, SettingsJson, Curl };

// What stands for a key that is not known any more; a valid word in every shell.
inline constexpr char16_t KeyPlaceholder[] = u"hp_YOUR_KEY";

// @p baseUrl and @p key come from us (no quote, no white space in them).
[[nodiscard]] QString snippetText(Snippet snippet, const QString &baseUrl, const QString &key);

} // namespace homeport
