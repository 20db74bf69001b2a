// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonValue>
#include <QStringList>

#include <memory>
#include <optional>

namespace homeport {

enum class ConfigFormat { Jsonc, Toml, Env };

// Names from the outermost to the key itself. In JSON a segment "[name=Homeport]" is the element of an array whose member
// "name" is "Homeport".
using KeyPath = QStringList;

// What an edit took the place of: enough to undo it byte for byte where nobody has touched the place since.
struct EditUndo
{
    bool existed = false;
    QByteArray previous; // existed: the value's text as it was
    int knownDepth = 0;  // not existed: how many segments of the path were there; -1: not even a document
    QByteArray lead;     // not existed: JSON: what an object without members held; TOML: what was put before a new table

    bool operator==(const EditUndo &) const = default;
};

struct EditedText
{
    QByteArray text;
    EditUndo undo;
};

// Reads and changes single keys of a configuration file's text. All other bytes stay: comments, order, indentation, line
// ends, a byte order mark. Stateless and thread-safe. Each edit is checked with a parser that knows nothing of it: before and
// after must mean the same but for the key. Errors: Invalid, with line and column (from 1, in characters) where the text is
// wrong, or with why this text can't be edited; Internal when the check failed. Nothing is ever half done.
class ConfigEditor
{
public:
    virtual ~ConfigEditor() = default;

    [[nodiscard]] virtual Result<std::optional<QJsonValue>> read(const QByteArray &text, const KeyPath &path) const = 0; // null: none
    [[nodiscard]] Result<EditedText> set(const QByteArray &text, const KeyPath &path, const QJsonValue &value) const;
    // Puts back what set() replaced, or takes out what it added, with the tables it made where nothing else is in them.
    [[nodiscard]] Result<QByteArray> restore(const QByteArray &text, const KeyPath &path, const EditUndo &undo) const;
    // Takes a key out; fine when there is none.
    [[nodiscard]] Result<QByteArray> remove(const QByteArray &text, const KeyPath &path) const;
    // Takes out a key that is there; the undo tells what stood there.
    [[nodiscard]] Result<EditedText> takeOut(const QByteArray &text, const KeyPath &path) const;
    // What takeOut() took, as the last of its table; where that is gone too, nothing.
    [[nodiscard]] Result<QByteArray> putBack(const QByteArray &text, const KeyPath &path, const QByteArray &previous) const;
    // What the text means, by the other parser.
    [[nodiscard]] virtual Result<QJsonValue> parsed(const QByteArray &text) const = 0;
    // Whether nothing is in it that somebody could miss: no key, no comment.
    [[nodiscard]] virtual bool isBlank(const QByteArray &text) const = 0;

protected:
    [[nodiscard]] virtual Result<EditedText> edited(const QByteArray &text, const KeyPath &path, const QJsonValue &value) const = 0;
    [[nodiscard]] virtual Result<QByteArray> undone(const QByteArray &text, const KeyPath &path, const EditUndo &undo) const = 0;
};

[[nodiscard]] std::unique_ptr<const ConfigEditor> configEditor(ConfigFormat format);

} // namespace homeport
