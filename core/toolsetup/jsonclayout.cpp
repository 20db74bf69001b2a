// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/jsonclayout.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QByteArray trimmedRight(QByteArray text)
{
    while (!text.isEmpty() && QByteArrayView(" \t\r\n").contains(text.back()))
        text.chop(1);
    return text;
}

bool isNamed(const QByteArray &text, const JsoncMember &element, const QString &segment)
{
    const QString name = segment.sliced(1).section(u'=', 0, 0);
    const QString wanted = segment.section(u'=', 1).chopped(1);
    return std::any_of(element.value.members.begin(), element.value.members.end(), [&](const JsoncMember &member) {
        const QByteArray raw = text.sliced(member.value.begin, member.value.end - member.value.begin);
        return member.key == name && element.value.kind == JsoncNode::Kind::Object && raw == quotedText(wanted);
    });
}

// Behind a comment that goes on with the line of @p at, if there is one.
qsizetype behindRemark(const QByteArray &text, qsizetype at)
{
    const qsizetype from = skipBlanks(text, at);
    const QByteArrayView rest = QByteArrayView(text).sliced(from);
    if (rest.startsWith("//"))
        return endOfLine(text, from);
    if (!rest.startsWith("/*"))
        return at;
    const qsizetype end = rest.indexOf("*/", 2);
    return end >= 0 && from + end + 2 <= endOfLine(text, from) ? from + end + 2 : at;
}

QByteArray firstIndent(const QByteArray &text, const JsoncNode &container)
{
    return container.members.empty() ? QByteArray() : indentAt(text, container.members.front().begin);
}

// Where the white space in front of a member begins that goes with it: one line end at most.
qsizetype startWithSpace(const QByteArray &text, const JsoncNode &container, std::size_t index)
{
    const JsoncMember &member = container.members[index];
    qsizetype blanks = member.begin;
    while (blanks > 0 && (text.at(blanks - 1) == ' ' || text.at(blanks - 1) == '\t'))
        --blanks;
    if (blanks == 0 || text.at(blanks - 1) != '\n')
        return blanks;
    const qsizetype start = blanks > 1 && text.at(blanks - 2) == '\r' ? blanks - 2 : blanks - 1;
    // A remark in front needs its line end, unless another one follows.
    const qsizetype behind = skipBlanks(text, member.comma >= 0 ? member.comma + 1 : member.value.end);
    const bool lineFollows = behind >= text.size() || text.at(behind) == '\n' || text.at(behind) == '\r';
    const qsizetype line = startOfLine(text, start);
    return !lineFollows && QByteArrayView(text).sliced(line, start - line).contains("//") ? blanks : start;
}

QByteArray scalarText(const QJsonValue &value)
{
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

} // namespace

JsoncStyle JsoncStyle::of(const QByteArray &text, const JsoncNode &root)
{
    const QByteArray indent = firstIndent(text, root);
    return {lineEnd(text), indent.isEmpty() ? QByteArray("  ") : indent};
}

QByteArray JsoncStyle::written(const QJsonValue &value, const QByteArray &indent) const
{
    const QByteArray deeper = indent + unit;
    QList<QByteArray> lines;
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            lines << deeper + quotedText(member.key()) + ": " + written(member.value(), deeper);
    } else if (value.isArray()) {
        for (const QJsonValue &element : value.toArray())
            lines << deeper + written(element, deeper);
    } else {
        return scalarText(value);
    }
    const char open = value.isObject() ? '{' : '[';
    const char close = value.isObject() ? '}' : ']';
    if (lines.isEmpty())
        return QByteArray(1, open) + close;
    return open + eol + lines.join(QByteArray("," + eol)) + eol + indent + close;
}

bool isElement(const QString &segment)
{
    return segment.startsWith(u'[') && segment.endsWith(u']') && segment.contains(u'=');
}

Result<JsoncTrail> followPath(const QByteArray &text, const JsoncNode &root, const KeyPath &path)
{
    JsoncTrail trail;
    const JsoncNode *node = &root;
    for (const QString &segment : path) {
        const auto kind = isElement(segment) ? JsoncNode::Kind::Array : JsoncNode::Kind::Object;
        if (node->kind != kind && node->kind != JsoncNode::Kind::Missing)
            return placeError(text, node->begin,
                              kind == JsoncNode::Kind::Array ? u"a list is expected here."_s : u"an object is expected here."_s);
        trail.containers.push_back(node);
        const auto fits = [&](const JsoncMember &member) {
            return isElement(segment) ? isNamed(text, member, segment) : member.key == segment;
        };
        const auto first = std::find_if(node->members.begin(), node->members.end(), fits);
        if (first == node->members.end())
            return trail;
        if (const auto second = std::find_if(first + 1, node->members.end(), fits); second != node->members.end())
            return placeError(text, second->begin, u"%1 stands here a second time."_s.arg(segment));
        trail.members.push_back(static_cast<std::size_t>(first - node->members.begin()));
        node = &first->value;
    }
    return trail;
}

QByteArray interiorOf(const QByteArray &text, const JsoncNode &container)
{
    return text.sliced(container.begin + 1, container.end - container.begin - 2);
}

QByteArray indentAt(const QByteArray &text, qsizetype at)
{
    const qsizetype line = startOfLine(text, at);
    return line > 0 && skipBlanks(text, line) == at ? text.sliced(line, at - line) : QByteArray();
}

QList<TextChange> addedMember(const QByteArray &text, const JsoncNode &container, const JsoncStyle &style, int depth,
                              const std::function<QByteArray(const QByteArray &)> &member)
{
    if (container.members.empty()) {
        const QByteArray interior = interiorOf(text, container);
        const QByteArray kept = trimmedRight(interior);
        const QByteArray indent = style.unit.repeated(depth + 1);
        return {{container.begin + 1 + kept.size(), interior.size() - kept.size(),
                 style.eol + indent + member(indent) + style.eol + style.unit.repeated(depth)}};
    }
    const JsoncMember &last = container.members.back();
    const bool hadComma = last.comma >= 0;
    const qsizetype behind = hadComma ? last.comma + 1 : last.value.end;
    const QByteArray end = hadComma ? QByteArray(",") : QByteArray();
    const qsizetype firstAt = container.members.front().begin;
    const bool hasLines = skipBlanks(text, startOfLine(text, firstAt)) == firstAt && startOfLine(text, firstAt) > container.begin;
    QList<TextChange> changes;
    if (!hadComma)
        changes << TextChange{behind, 0, ","};
    if (hasLines) {
        const QByteArray indent = firstIndent(text, container);
        changes << TextChange{behindRemark(text, behind), 0, style.eol + indent + member(indent) + end};
    } else {
        changes << TextChange{behind, 0, ' ' + member(style.unit.repeated(depth + 1)) + end};
    }
    return changes;
}

QList<TextChange> removedMember(const QByteArray &text, const JsoncNode &container, std::size_t index, const QByteArray &lead)
{
    const JsoncMember &member = container.members[index];
    const qsizetype start = startWithSpace(text, container, index);
    QList<TextChange> changes{{start, member.value.end - start, {}}};
    if (member.comma >= 0)
        changes << TextChange{member.comma, 1, {}};
    else if (index > 0)
        changes << TextChange{container.members[index - 1].comma, 1, {}};
    if (container.members.size() > 1)
        return changes;
    const QByteArray interior = interiorOf(text, container);
    QList<TextChange> inside = changes;
    for (TextChange &change : inside)
        change.at -= container.begin + 1;
    if (trimmedRight(changedText(interior, inside)) == trimmedRight(lead))
        return {{container.begin + 1, interior.size(), lead}};
    return changes;
}

bool holdsOnlyOne(const QByteArray &text, const JsoncNode &container)
{
    if (container.members.size() != 1)
        return false;
    const JsoncMember &member = container.members.front();
    const QByteArray before = text.sliced(container.begin + 1, member.begin - container.begin - 1);
    QByteArray behind = text.sliced(member.value.end, container.end - 1 - member.value.end);
    return before.trimmed().isEmpty() && (behind.trimmed().isEmpty() || behind.trimmed() == ",");
}

} // namespace homeport
