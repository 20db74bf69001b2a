// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/tomlscanner.h"

#include "core/toolsetup/textplace.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// Where the string that begins at @p from ends, behind its quotes.
qsizetype skipString(QByteArrayView text, qsizetype from)
{
    const char quote = text.at(from);
    const QByteArray triple(3, quote);
    const bool isLong = text.sliced(from).startsWith(triple);
    qsizetype at = from + (isLong ? 3 : 1);
    while (at < text.size()) {
        if (quote == '"' && text.at(at) == '\\') {
            at += 2;
        } else if (isLong && text.sliced(at).startsWith(triple)) {
            at += 3;
            while (at < text.size() && text.at(at) == quote) // up to two belong to what it says
                ++at;
            return at;
        } else if (!isLong && text.at(at) == quote) {
            return at + 1;
        } else {
            ++at;
        }
    }
    return text.size();
}

bool isQuote(char c)
{
    return c == '"' || c == '\'';
}

// Where a list or an inline table that begins at @p from ends, behind its bracket.
qsizetype skipBrackets(QByteArrayView text, qsizetype from)
{
    int depth = 0;
    qsizetype at = from;
    while (at < text.size()) {
        const char c = text.at(at);
        if (isQuote(c)) {
            at = skipString(text, at);
        } else if (c == '#') {
            at = endOfLine(text, at);
        } else {
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            ++at;
            if (depth == 0)
                return at;
        }
    }
    return text.size();
}

qsizetype skipValue(QByteArrayView text, qsizetype from)
{
    if (from >= text.size())
        return text.size();
    if (isQuote(text.at(from)))
        return skipString(text, from);
    if (text.at(from) == '[' || text.at(from) == '{')
        return skipBrackets(text, from);
    const qsizetype lineEnds = endOfLine(text, from);
    const qsizetype comment = text.first(lineEnds).indexOf('#', from);
    qsizetype end = comment < 0 ? lineEnds : comment;
    while (end > from && (text.at(end - 1) == ' ' || text.at(end - 1) == '\t'))
        --end;
    return end;
}

QString unquoted(const QByteArray &raw)
{
    if (raw.startsWith('\''))
        return QString::fromUtf8(raw.sliced(1, raw.size() - 2));
    if (raw.startsWith('"'))
        return QJsonDocument::fromJson('[' + raw + ']').array().at(0).toString(); // the usual escapes are JSON's
    return QString::fromUtf8(raw);
}

// A dotted key that begins at @p from, which ends where it does; nothing when it is none.
std::optional<KeyPath> dottedKey(const QByteArray &text, qsizetype &from)
{
    KeyPath path;
    const QByteArrayView view(text);
    while (true) {
        from = skipBlanks(view, from);
        const qsizetype begin = from;
        if (from < text.size() && isQuote(text.at(from)))
            from = skipString(view, from);
        else
            while (from < text.size() && !QByteArrayView(" \t\r\n.=]#").contains(text.at(from)))
                ++from;
        if (from == begin)
            return {};
        path << unquoted(text.sliced(begin, from - begin));
        from = skipBlanks(view, from);
        if (from >= text.size() || text.at(from) != '.')
            return path;
        ++from;
    }
}

class TomlScan
{
public:
    explicit TomlScan(const QByteArray &text) : m_text(text) { m_layout.tables.emplace_back(); }

    Result<TomlLayout> run()
    {
        qsizetype at = bomSize(m_text);
        while (at < m_text.size()) {
            const qsizetype first = skipBlanks(m_text, at);
            const bool hasNothing = first >= endOfLine(m_text, at) || m_text.at(first) == '#';
            const qsizetype next = hasNothing                ? startOfNextLine(m_text, first)
                                   : m_text.at(first) == '[' ? header(at, first)
                                                             : entry(at, first);
            if (next <= at)
                return placeError(m_text, first, u"this line is not understood."_s);
            at = next;
        }
        return std::move(m_layout);
    }

private:
    qsizetype header(qsizetype line, qsizetype at)
    {
        TomlTable table;
        table.line = line;
        const bool isList = QByteArrayView(m_text).sliced(at).startsWith("[[");
        at += isList ? 2 : 1;
        const auto path = dottedKey(m_text, at);
        if (!path)
            return line;
        table.path = *path;
        table.isArray = isList || std::any_of(m_layout.tables.begin(), m_layout.tables.end(), [&path](const TomlTable &other) {
                            return other.isArray && path->size() > other.path.size() && path->first(other.path.size()) == other.path;
                        });
        table.end = startOfNextLine(m_text, at);
        m_layout.tables.push_back(table);
        return table.end;
    }

    qsizetype entry(qsizetype line, qsizetype at)
    {
        TomlEntry entry;
        entry.line = line;
        entry.table = m_layout.tables.size() - 1;
        const auto path = dottedKey(m_text, at);
        if (!path || at >= m_text.size() || m_text.at(at) != '=')
            return line;
        entry.path = m_layout.tables.back().path + *path;
        entry.valueBegin = skipBlanks(m_text, at + 1);
        entry.valueEnd = skipValue(m_text, entry.valueBegin);
        entry.isInline = entry.valueBegin < m_text.size() && m_text.at(entry.valueBegin) == '{';
        entry.end = startOfNextLine(m_text, entry.valueEnd);
        m_layout.entries.push_back(entry);
        return entry.end;
    }

    const QByteArray &m_text;
    TomlLayout m_layout;
};

} // namespace

Result<TomlLayout> scanToml(const QByteArray &text)
{
    return TomlScan(text).run();
}

} // namespace homeport
