// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/jsonceditor.h"

#include "core/toolsetup/jsonclayout.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QByteArray textOf(const QByteArray &text, const JsoncNode &node)
{
    return text.sliced(node.begin, node.end - node.begin);
}

// @p value inside the containers of the path's segments from @p depth on.
QJsonValue wrapped(QJsonValue value, const KeyPath &path, qsizetype depth)
{
    for (qsizetype i = path.size(); i-- > depth;)
        value = isElement(path.at(i)) ? QJsonValue(QJsonArray{value}) : QJsonValue(QJsonObject{{path.at(i), value}});
    return value;
}

EditedText replaced(const QByteArray &text, const JsoncStyle &style, const JsoncMember &member, const QJsonValue &value)
{
    EditUndo undo;
    undo.existed = true;
    undo.previous = textOf(text, member.value);
    const QByteArray now = style.written(value, indentAt(text, member.begin));
    return {changedText(text, {{member.value.begin, undo.previous.size(), now}}), undo};
}

EditedText begun(const QByteArray &text, const JsoncStyle &style, const JsoncNode &root, const QJsonValue &whole)
{
    EditUndo undo;
    undo.knownDepth = -1;
    if (root.begin > bomSize(text) && text.at(root.begin - 1) != '\n')
        undo.lead = style.eol;
    return {changedText(text, {{root.begin, 0, undo.lead + style.written(whole, {}) + style.eol}}), undo};
}

EditedText added(const QByteArray &text, const JsoncStyle &style, const JsoncTrail &trail, const KeyPath &path, const QJsonValue &value)
{
    const JsoncNode &container = *trail.containers.back();
    const auto depth = static_cast<qsizetype>(trail.members.size());
    EditUndo undo;
    undo.knownDepth = static_cast<int>(depth);
    if (container.members.empty())
        undo.lead = interiorOf(text, container);
    const QString segment = path.at(depth);
    const QByteArray name = isElement(segment) ? QByteArray() : QByteArray(quotedText(segment) + ": ");
    const QJsonValue inner = wrapped(value, path, depth + 1);
    const auto changes = addedMember(text, container, style, undo.knownDepth,
                                     [&](const QByteArray &indent) -> QByteArray { return name + style.written(inner, indent); });
    return {changedText(text, changes), undo};
}

} // namespace

Result<std::optional<QJsonValue>> JsoncEditor::read(const QByteArray &text, const KeyPath &path) const
{
    const auto root = scanJsonc(text);
    if (!root)
        return root.error();
    const auto trail = followPath(text, *root, path);
    if (!trail)
        return trail.error();
    if (trail->members.size() < static_cast<std::size_t>(path.size()))
        return std::optional<QJsonValue>();
    const QByteArray value = strictJson(textOf(text, trail->member(trail->members.size() - 1).value));
    return std::optional<QJsonValue>(QJsonDocument::fromJson('[' + value + ']').array().at(0));
}

Result<EditedText> JsoncEditor::edited(const QByteArray &text, const KeyPath &path, const QJsonValue &value) const
{
    const auto root = scanJsonc(text);
    if (!root)
        return root.error();
    const auto trail = followPath(text, *root, path);
    if (!trail)
        return trail.error();
    const JsoncStyle style = JsoncStyle::of(text, *root);
    if (trail->members.size() == static_cast<std::size_t>(path.size()))
        return replaced(text, style, trail->member(trail->members.size() - 1), value);
    if (root->kind == JsoncNode::Kind::Missing)
        return begun(text, style, *root, wrapped(value, path, 0));
    return added(text, style, *trail, path, value);
}

Result<QByteArray> JsoncEditor::undone(const QByteArray &text, const KeyPath &path, const EditUndo &undo) const
{
    const auto root = scanJsonc(text);
    if (!root)
        return root.error();
    const auto trail = followPath(text, *root, path);
    if (!trail)
        return trail.error();
    auto depth = static_cast<int>(path.size()) - 1;
    const auto at = [](int index) { return static_cast<std::size_t>(index); };
    if (undo.existed) {
        const JsoncNode &value = trail->member(at(depth)).value;
        return changedText(text, {{value.begin, value.end - value.begin, undo.previous}});
    }
    while (depth > undo.knownDepth && depth >= 0 && holdsOnlyOne(text, *trail->containers[at(depth)]))
        --depth;
    if (depth < 0) { // the document is ours
        const bool endsLine = skipBlanks(text, root->end) == endOfLine(text, root->end);
        const qsizetype end = endsLine ? startOfNextLine(text, root->end) : root->end;
        const qsizetype begin = text.first(root->begin).endsWith(undo.lead) ? root->begin - undo.lead.size() : root->begin;
        return changedText(text, {{begin, end - begin, {}}});
    }
    const QByteArray lead = depth == undo.knownDepth ? undo.lead : QByteArray();
    return changedText(text, removedMember(text, *trail->containers[at(depth)], trail->members[at(depth)], lead));
}

Result<QJsonValue> JsoncEditor::parsed(const QByteArray &text) const
{
    if (const auto scanned = scanJsonc(text); !scanned)
        return scanned.error();
    const QByteArray plain = strictJson(text);
    if (plain.trimmed().isEmpty())
        return QJsonValue(QJsonObject());
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(plain, &problem);
    if (problem.error != QJsonParseError::NoError)
        return Error{Error::Code::Invalid, u"This is not JSON: %1."_s.arg(problem.errorString())};
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

bool JsoncEditor::isBlank(const QByteArray &text) const
{
    QByteArray rest = text.sliced(bomSize(text));
    rest = rest.simplified().replace(" ", "");
    return rest.isEmpty() || rest == "{}" || rest == "[]";
}

} // namespace homeport
