// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/keptcontents.h"

#include <QString>

#include <optional>

namespace homeport {

// One side of what is kept, as text. Lines end with "\n".
struct SideText
{
    QString head;
    QString body;                    // as it is; empty where it is no text
    std::optional<QString> indented; // the body, where it is JSON, or begins as such
    QString note;                    // "Body: 48.2 kB", "Body: first 64 KiB of 1.2 MB", "Body: 12 kB of binary data (gzip), not shown"
    bool isWhole = true;             // the body

    bool operator==(const SideText &) const = default;
};

[[nodiscard]] SideText sideText(const KeptContents::Side &side);

// @p json with one value a line. Values, their order and the way they are written stay. Takes a beginning of JSON, too. Nothing where
// brackets do not match, or where it would be many times as long.
[[nodiscard]] std::optional<QString> indentedJson(const QString &json);

} // namespace homeport
