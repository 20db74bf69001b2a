// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/tomleditor.h"

#include "core/toolsetup/textplace.h"
#include "core/toolsetup/tomlreader.h"
#include "core/toolsetup/tomlscanner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QByteArray keyText(const KeyPath &path)
{
    static const QRegularExpression bare(u"\\A[A-Za-z0-9_-]+\\z"_s);
    QByteArrayList parts;
    for (const QString &part : path)
        parts << (bare.match(part).hasMatch() ? part.toUtf8() : quotedText(part));
    return parts.join('.');
}

Result<QByteArray> valueText(const QJsonValue &value)
{
    if (value.isString())
        return quotedText(value.toString());
    if (value.isBool())
        return QByteArray(value.toBool() ? "true" : "false");
    if (value.isDouble())
        return QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).sliced(1).chopped(1);
    if (!value.isArray())
        return Error{Error::Code::Internal, u"Such a value is not written into TOML."_s};
    QByteArrayList elements;
    for (const QJsonValue &element : value.toArray()) {
        const auto one = valueText(element);
        if (!one)
            return one.error();
        elements << *one;
    }
    return QByteArray('[' + elements.join(", ") + ']');
}

bool startsWith(const KeyPath &path, const KeyPath &prefix)
{
    return path.size() >= prefix.size() && path.first(prefix.size()) == prefix;
}

const TomlEntry *findEntry(const TomlLayout &layout, const KeyPath &path)
{
    const auto found = std::find_if(layout.entries.begin(), layout.entries.end(),
                                    [&](const TomlEntry &entry) { return entry.path == path && !layout.tables[entry.table].isArray; });
    return found == layout.entries.end() ? nullptr : &*found;
}

Result<void> checkWay(const QByteArray &text, const TomlLayout &layout, const KeyPath &path)
{
    for (const TomlEntry &entry : layout.entries) {
        if (entry.path != path && startsWith(path, entry.path) && !layout.tables[entry.table].isArray)
            return placeError(text, entry.valueBegin,
                              entry.isInline
                                  ? u"this table is written in braces, and can't be edited: write it as [%1]."_s.arg(entry.path.join(u'.'))
                                  : u"a table is expected here."_s);
        if (entry.path.size() > path.size() && startsWith(entry.path, path))
            return placeError(text, entry.line, u"%1 is a table here."_s.arg(path.join(u'.')));
    }
    for (const TomlTable &table : layout.tables) {
        if (startsWith(table.path, path))
            return placeError(text, table.line, u"%1 is a table here."_s.arg(path.join(u'.')));
        if (table.isArray && startsWith(path, table.path))
            return placeError(text, table.line, u"%1 is a list of tables here."_s.arg(table.path.join(u'.')));
    }
    return {};
}

// A line of its own at @p at, which is the beginning of a line or the end of the text.
TextChange newLine(const QByteArray &text, qsizetype at, const QByteArray &line)
{
    const QByteArray eol = lineEnd(text);
    const bool opensLine = at == 0 || at == bomSize(text) || text.at(at - 1) == '\n';
    return {at, 0, opensLine ? QByteArray(line + eol) : QByteArray(eol + line)};
}

// Behind the comment a document begins with, where it stands by itself.
qsizetype behindTitle(const QByteArray &text)
{
    const qsizetype begin = bomSize(text);
    qsizetype at = begin;
    while (at < text.size() && text.at(at) == '#')
        at = startOfNextLine(text, at);
    return at == text.size() || endOfLine(text, at) == at ? at : begin;
}

// Where a new key of the layout's table @p index goes.
qsizetype placeIn(const QByteArray &text, const TomlLayout &layout, std::size_t index)
{
    qsizetype at = index == 0 ? behindTitle(text) : layout.tables[index].end;
    for (const TomlEntry &entry : layout.entries)
        at = entry.table == index ? entry.end : at;
    return at;
}

EditedText withTable(const QByteArray &text, const KeyPath &table, const QByteArray &line)
{
    const QByteArray eol = lineEnd(text);
    EditUndo undo;
    if (text.size() > bomSize(text))
        undo.lead = text.endsWith('\n') ? eol : QByteArray(eol + eol);
    return {QByteArray(text + undo.lead + '[' + keyText(table) + ']' + eol + line + eol), undo};
}

// Its line goes; a comment behind it stays.
TextChange withoutEntry(const QByteArray &text, const TomlEntry &entry)
{
    const qsizetype rest = skipBlanks(text, entry.valueEnd);
    if (rest < text.size() && text.at(rest) == '#')
        return {entry.line, rest - entry.line, {}};
    const bool isUnfinished = entry.end == text.size() && !text.endsWith('\n');
    if (!isUnfinished || entry.line == 0)
        return {entry.line, entry.end - entry.line, {}};
    const qsizetype start = endOfLine(text, startOfLine(text, entry.line - 1)); // the last line had no end: nor shall the one before
    return {start, entry.end - start, {}};
}

// The header of a table that has become empty, with what was put before it. @p table is of the text with its last entry, which may have
// taken the end of the header's line along.
QByteArray withoutTable(const QByteArray &text, const TomlTable &table, const QByteArray &lead)
{
    const QByteArray before = text.first(table.line);
    const QByteArray behind = text.sliced(std::min(table.end, text.size()));
    if (lead.isEmpty() || !before.endsWith(lead))
        return before + behind;
    const QByteArray kept = before.chopped(lead.size());
    const bool joins = !behind.isEmpty() && kept.size() > bomSize(kept) && !kept.endsWith('\n');
    return kept + (joins ? lineEnd(text) : QByteArray()) + behind;
}

} // namespace

Result<std::optional<QJsonValue>> TomlEditor::read(const QByteArray &text, const KeyPath &path) const
{
    const auto document = parsed(text);
    if (!document)
        return document.error();
    QJsonValue value = *document;
    for (const QString &segment : path) {
        if (!value.toObject().contains(segment))
            return std::optional<QJsonValue>();
        value = value[segment];
    }
    return std::optional<QJsonValue>(value);
}

Result<EditedText> TomlEditor::edited(const QByteArray &text, const KeyPath &path, const QJsonValue &value) const
{
    if (const auto whole = parsed(text); !whole)
        return whole.error();
    const auto layout = scanToml(text);
    if (!layout)
        return layout.error();
    const auto written = valueText(value);
    if (!written)
        return written.error();
    if (const TomlEntry *entry = findEntry(*layout, path)) {
        EditUndo undo;
        undo.existed = true;
        undo.previous = text.sliced(entry->valueBegin, entry->valueEnd - entry->valueBegin);
        return EditedText{changedText(text, {{entry->valueBegin, undo.previous.size(), *written}}), undo};
    }
    if (const auto free = checkWay(text, *layout, path); !free)
        return free.error();
    const KeyPath table = path.first(path.size() - 1);
    const QByteArray line = keyText({path.constLast()}) + " = " + *written;
    const auto known = std::find_if(layout->tables.begin(), layout->tables.end(), [&](const TomlTable &one) { return one.path == table; });
    if (known == layout->tables.end())
        return withTable(text, table, line);
    EditUndo undo;
    undo.knownDepth = static_cast<int>(table.size());
    const qsizetype at = placeIn(text, *layout, static_cast<std::size_t>(known - layout->tables.begin()));
    return EditedText{changedText(text, {newLine(text, at, line)}), undo};
}

Result<QByteArray> TomlEditor::undone(const QByteArray &text, const KeyPath &path, const EditUndo &undo) const
{
    const auto layout = scanToml(text);
    if (!layout)
        return layout.error();
    const TomlEntry *entry = findEntry(*layout, path);
    if (!entry)
        return Error{Error::Code::Invalid, u"%1 is not written as a line of its own, and can't be edited."_s.arg(path.join(u'.'))};
    if (undo.existed)
        return changedText(text, {{entry->valueBegin, entry->valueEnd - entry->valueBegin, undo.previous}});
    const QByteArray without = changedText(text, {withoutEntry(text, *entry)});
    const TomlTable &table = layout->tables[entry->table];
    const auto siblings = std::count_if(layout->entries.begin(), layout->entries.end(),
                                        [entry](const TomlEntry &other) { return other.table == entry->table; });
    const bool wasMade = undo.knownDepth < static_cast<int>(path.size()) - 1;
    return wasMade && siblings == 1 && entry->table > 0 ? withoutTable(without, table, undo.lead) : without;
}

Result<QJsonValue> TomlEditor::parsed(const QByteArray &text) const
{
    if (const auto checked = checkUtf8(text); !checked)
        return checked.error();
    return readToml(text);
}

bool TomlEditor::isBlank(const QByteArray &text) const
{
    return text.sliced(bomSize(text)).trimmed().isEmpty();
}

} // namespace homeport
