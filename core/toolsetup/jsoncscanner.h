// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <vector>

namespace homeport {

struct JsoncMember;

// Where a value stands in its text, in bytes, and what is in it.
struct JsoncNode
{
    enum class Kind { Missing, Object, Array, Scalar }; // Missing: the document holds no value at all

    Kind kind = Kind::Missing;
    qsizetype begin = 0;
    qsizetype end = 0;
    std::vector<JsoncMember> members; // of an object or array, in their order
};

struct JsoncMember
{
    QString key;         // of an object's member
    qsizetype begin = 0; // of the key, or of the element
    JsoncNode value;
    qsizetype comma = -1; // the one behind it; -1: none
};

// JSON with comments (// and /* */) and commas before a closing bracket, as VS Code's and Zed's settings have them. Invalid,
// with line and column, for anything else.
[[nodiscard]] Result<JsoncNode> scanJsonc(const QByteArray &text);

// The same document as plain JSON: comments become spaces, commas that JSON has not go. Of a text that scanJsonc() takes.
[[nodiscard]] QByteArray strictJson(const QByteArray &text);

// Where blanks, line ends and comments that begin at @p from end.
[[nodiscard]] qsizetype skipJsoncSpace(QByteArrayView text, qsizetype from);

} // namespace homeport
