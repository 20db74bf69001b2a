// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/toolsetup/configeditor.h"
#include "core/toolsetup/jsoncscanner.h"
#include "core/toolsetup/textplace.h"

#include <functional>

namespace homeport {

// How a JSON document is laid out, and how more of it is written in the same way.
struct JsoncStyle
{
    QByteArray eol;
    QByteArray unit; // of indentation

    [[nodiscard]] static JsoncStyle of(const QByteArray &text, const JsoncNode &root);
    // @p value as text; its lines after the first are indented by @p indent and more.
    [[nodiscard]] QByteArray written(const QJsonValue &value, const QByteArray &indent) const;
};

// The nodes along a path, from the root down, as far as they exist.
struct JsoncTrail
{
    std::vector<const JsoncNode *> containers; // [i] holds the path's segment i, or would hold it
    std::vector<std::size_t> members;          // that segment's index there; as many as segments were found

    [[nodiscard]] const JsoncMember &member(std::size_t depth) const { return containers[depth]->members[members[depth]]; }
};

// Invalid where a segment stands twice, or where a value is in the way that can't hold one. @p root outlives the trail.
[[nodiscard]] Result<JsoncTrail> followPath(const QByteArray &text, const JsoncNode &root, const KeyPath &path);
[[nodiscard]] bool isElement(const QString &segment); // "[name=value]"

[[nodiscard]] QByteArray interiorOf(const QByteArray &text, const JsoncNode &container); // between its brackets
// The blanks in front of what begins at @p at, where nothing else of its line is; otherwise nothing.
[[nodiscard]] QByteArray indentAt(const QByteArray &text, qsizetype at);

// Puts a last member into @p container, @p depth levels below the root. @p member makes its text for an indentation.
[[nodiscard]] QList<TextChange> addedMember(const QByteArray &text, const JsoncNode &container, const JsoncStyle &style, int depth,
                                            const std::function<QByteArray(const QByteArray &indent)> &member);
// Takes one out again. @p lead: what @p container held before it had any member.
[[nodiscard]] QList<TextChange> removedMember(const QByteArray &text, const JsoncNode &container, std::size_t index,
                                              const QByteArray &lead);
// Whether @p container holds nothing but its one member.
[[nodiscard]] bool holdsOnlyOne(const QByteArray &text, const JsoncNode &container);

} // namespace homeport
