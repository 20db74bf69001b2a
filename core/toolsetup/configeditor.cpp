// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/configeditor.h"

#include "core/toolsetup/enveditor.h"
#include "core/toolsetup/jsonceditor.h"
#include "core/toolsetup/tomleditor.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

bool isEmptyContainer(const QJsonValue &value)
{
    return (value.isObject() && value.toObject().isEmpty()) || (value.isArray() && value.toArray().isEmpty());
}

QJsonValue without(const QJsonValue &value, const KeyPath &path);

QJsonValue withoutElement(QJsonArray array, const KeyPath &path)
{
    const QString name = path.constFirst().sliced(1).section(u'=', 0, 0);
    const QString wanted = path.constFirst().section(u'=', 1).chopped(1);
    for (qsizetype i = array.size(); i-- > 0;) {
        if (array.at(i)[name].toString() != wanted || !array.at(i).isObject())
            continue;
        const QJsonValue rest = path.size() == 1 ? QJsonValue(QJsonObject()) : without(array.at(i), path.sliced(1));
        if (isEmptyContainer(rest))
            array.removeAt(i);
        else
            array[i] = rest;
    }
    return array;
}

// What is left without the key, and without containers that held nothing else.
QJsonValue without(const QJsonValue &value, const KeyPath &path)
{
    if (path.constFirst().startsWith(u'['))
        return withoutElement(value.toArray(), path);
    QJsonObject object = value.toObject();
    if (!object.contains(path.constFirst()))
        return object;
    const QJsonValue rest = path.size() == 1 ? QJsonValue(QJsonObject()) : without(object.value(path.constFirst()), path.sliced(1));
    if (isEmptyContainer(rest))
        object.remove(path.constFirst());
    else
        object.insert(path.constFirst(), rest);
    return object;
}

Result<void> checkRest(const ConfigEditor &editor, const QByteArray &before, const QByteArray &after, const KeyPath &path)
{
    const auto was = editor.parsed(before);
    if (!was)
        return was.error();
    const auto is = editor.parsed(after);
    if (!is)
        return Error{Error::Code::Invalid,
                     u"%1 can't be changed in this file as it is written: %2"_s.arg(path.join(u'.'), is.error().detail)};
    if (without(*was, path) != without(*is, path))
        return Error{Error::Code::Internal, u"Changing %1 would have changed more than that."_s.arg(path.join(u'.'))};
    return {};
}

} // namespace

Result<EditedText> ConfigEditor::set(const QByteArray &text, const KeyPath &path, const QJsonValue &value) const
{
    const auto done = edited(text, path, value);
    if (!done)
        return done.error();
    if (const auto checked = checkRest(*this, text, done->text, path); !checked)
        return checked.error();
    const auto there = read(done->text, path);
    if (!there)
        return there.error();
    if (*there != value)
        return Error{Error::Code::Internal, u"%1 would not have got its value."_s.arg(path.join(u'.'))};
    return done;
}

Result<QByteArray> ConfigEditor::restore(const QByteArray &text, const KeyPath &path, const EditUndo &undo) const
{
    const auto there = read(text, path);
    if (!there)
        return there.error();
    if (!there->has_value())
        return text;
    const auto done = undone(text, path, undo);
    if (!done)
        return done.error();
    if (const auto checked = checkRest(*this, text, *done, path); !checked)
        return checked.error();
    return done;
}

Result<QByteArray> ConfigEditor::remove(const QByteArray &text, const KeyPath &path) const
{
    EditUndo undo;
    undo.knownDepth = static_cast<int>(path.size()) - 1;
    return restore(text, path, undo);
}

Result<EditedText> ConfigEditor::takeOut(const QByteArray &text, const KeyPath &path) const
{
    const auto replaced = set(text, path, QJsonValue(u"-"_s)); // which knows what stood there
    if (!replaced)
        return replaced.error();
    const auto without = remove(text, path);
    return without ? Result<EditedText>(EditedText{*without, replaced->undo}) : Result<EditedText>(without.error());
}

Result<QByteArray> ConfigEditor::putBack(const QByteArray &text, const KeyPath &path, const QByteArray &previous) const
{
    if (path.size() > 1) {
        const auto table = read(text, path.first(path.size() - 1));
        if (!table)
            return table.error();
        if (!table->has_value())
            return text;
    }
    const auto placed = set(text, path, QJsonValue(u"-"_s));
    if (!placed)
        return placed.error();
    EditUndo undo;
    undo.existed = true;
    undo.previous = previous;
    return restore(placed->text, path, undo);
}

std::unique_ptr<const ConfigEditor> configEditor(ConfigFormat format)
{
    switch (format) {
    case ConfigFormat::Toml:
        return std::make_unique<TomlEditor>();
    case ConfigFormat::Env:
        return std::make_unique<EnvEditor>();
    case ConfigFormat::Jsonc:
        break;
    }
    return std::make_unique<JsoncEditor>();
}

} // namespace homeport
