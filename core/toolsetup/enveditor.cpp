// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/enveditor.h"

#include "core/toolsetup/textplace.h"

#include <QJsonObject>
#include <QRegularExpression>

#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct EnvLine
{
    QString name;
    qsizetype line = 0; // where it begins
    qsizetype valueBegin = 0;
    qsizetype valueEnd = 0;
    qsizetype end = 0; // behind its line end
};

bool isNameLetter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
}

// Where a value ends that begins at @p from; -1 when its quote is not closed.
qsizetype endOfValue(const QByteArray &text, qsizetype from)
{
    const char first = from < text.size() ? text.at(from) : '\0';
    if (first == '"' || first == '\'' || first == '`') {
        for (qsizetype at = from + 1; at < text.size(); ++at) {
            if (text.at(at) == '\\' && first == '"')
                ++at;
            else if (text.at(at) == first)
                return at + 1;
        }
        return -1;
    }
    const qsizetype lineEnds = endOfLine(text, from);
    const qsizetype comment = QByteArrayView(text).first(lineEnds).indexOf('#', from);
    qsizetype end = comment < 0 ? lineEnds : comment;
    while (end > from && (text.at(end - 1) == ' ' || text.at(end - 1) == '\t'))
        --end;
    return end;
}

// The assignment that begins at @p from; without a name when the line is none.
EnvLine lineAt(const QByteArray &text, qsizetype from)
{
    EnvLine line;
    line.line = from;
    qsizetype at = skipBlanks(text, from);
    if (QByteArrayView(text).sliced(at).startsWith("export ") || QByteArrayView(text).sliced(at).startsWith("export\t"))
        at = skipBlanks(text, at + 7);
    const qsizetype name = at;
    while (at < text.size() && isNameLetter(text.at(at)))
        ++at;
    const qsizetype equals = skipBlanks(text, at);
    if (at > name && equals < text.size() && text.at(equals) == '=') {
        line.name = QString::fromUtf8(text.sliced(name, at - name));
        line.valueBegin = skipBlanks(text, equals + 1);
        line.valueEnd = endOfValue(text, line.valueBegin);
        if (line.valueEnd == line.valueBegin) // so that a value to come stands apart from a comment
            line.valueBegin = line.valueEnd = equals + 1;
    }
    line.end = startOfNextLine(text, line.name.isEmpty() || line.valueEnd < 0 ? from : line.valueEnd);
    return line;
}

Result<std::vector<EnvLine>> scan(const QByteArray &text)
{
    if (const auto checked = checkUtf8(text); !checked)
        return checked.error();
    std::vector<EnvLine> lines;
    for (qsizetype at = bomSize(text); at < text.size();) {
        const EnvLine line = lineAt(text, at);
        if (line.valueEnd < 0)
            return placeError(text, line.valueBegin, u"this quote is not closed."_s);
        if (!line.name.isEmpty())
            lines.push_back(line);
        at = line.end;
    }
    return lines;
}

QString valueOf(const QByteArray &text, const EnvLine &line)
{
    const QByteArray raw = text.sliced(line.valueBegin, line.valueEnd - line.valueBegin);
    const bool isQuoted = raw.size() >= 2 && QByteArrayView("\"'`").contains(raw.front()) && raw.back() == raw.front();
    QByteArray plain = isQuoted ? raw.sliced(1, raw.size() - 2) : raw;
    if (isQuoted && raw.front() == '"')
        plain.replace("\\n", "\n").replace("\\r", "\r");
    return QString::fromUtf8(plain);
}

Result<QByteArray> written(const QString &value)
{
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_./:@%+,=~-]*\\z"_s);
    if (plain.match(value).hasMatch())
        return value.toUtf8();
    for (const char16_t quote : {u'\'', u'"', u'`'}) {
        if (!value.contains(QChar(quote)) && !value.contains(u'\n') && !value.contains(u'\\'))
            return QByteArray(QString(QChar(quote) + value + QChar(quote)).toUtf8());
    }
    return Error{Error::Code::Invalid, u"Such a value can't be written into an .env file."_s};
}

// The one line with the name; null: none. Which of two a tool takes differs from tool to tool.
Result<std::optional<EnvLine>> find(const QByteArray &text, const KeyPath &path)
{
    const auto lines = scan(text);
    if (!lines)
        return lines.error();
    std::optional<EnvLine> found;
    for (const EnvLine &line : *lines) {
        if (line.name != path.constFirst())
            continue;
        if (found)
            return placeError(text, line.line, u"%1 stands here a second time."_s.arg(line.name));
        found = line;
    }
    return found;
}

} // namespace

Result<std::optional<QJsonValue>> EnvEditor::read(const QByteArray &text, const KeyPath &path) const
{
    const auto line = find(text, path);
    if (!line)
        return line.error();
    return *line ? std::optional<QJsonValue>(valueOf(text, **line)) : std::optional<QJsonValue>();
}

Result<EditedText> EnvEditor::edited(const QByteArray &text, const KeyPath &path, const QJsonValue &value) const
{
    const auto line = find(text, path);
    if (!line)
        return line.error();
    const auto now = written(value.toString());
    if (!now)
        return now.error();
    EditUndo undo;
    if (*line) {
        undo.existed = true;
        undo.previous = text.sliced((*line)->valueBegin, (*line)->valueEnd - (*line)->valueBegin);
        return EditedText{changedText(text, {{(*line)->valueBegin, undo.previous.size(), *now}}), undo};
    }
    const QByteArray eol = lineEnd(text);
    const QByteArray added = path.constFirst().toUtf8() + '=' + *now;
    const bool opensLine = text.size() == bomSize(text) || text.endsWith('\n');
    return EditedText{opensLine ? QByteArray(text + added + eol) : QByteArray(text + eol + added), undo};
}

Result<QByteArray> EnvEditor::undone(const QByteArray &text, const KeyPath &path, const EditUndo &undo) const
{
    const auto found = find(text, path);
    if (!found)
        return found.error();
    const EnvLine &line = **found;
    if (undo.existed)
        return changedText(text, {{line.valueBegin, line.valueEnd - line.valueBegin, undo.previous}});
    const qsizetype rest = skipBlanks(text, line.valueEnd);
    if (rest < text.size() && text.at(rest) == '#') // a comment stays
        return changedText(text, {{line.line, rest - line.line, {}}});
    if (line.end < text.size() || text.endsWith('\n') || line.line == 0)
        return changedText(text, {{line.line, line.end - line.line, {}}});
    const qsizetype start = endOfLine(text, startOfLine(text, line.line - 1)); // the last line has no end: nor shall the one before
    return changedText(text, {{start, line.end - start, {}}});
}

Result<QJsonValue> EnvEditor::parsed(const QByteArray &text) const
{
    const auto lines = scan(text);
    if (!lines)
        return lines.error();
    QJsonObject all;
    for (const EnvLine &line : *lines)
        all.insert(line.name, valueOf(text, line));
    return QJsonValue(all);
}

bool EnvEditor::isBlank(const QByteArray &text) const
{
    return text.sliced(bomSize(text)).trimmed().isEmpty();
}

} // namespace homeport
