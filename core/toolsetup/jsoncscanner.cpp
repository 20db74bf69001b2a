// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/jsoncscanner.h"

#include "core/toolsetup/textplace.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int DeepestNesting = 200;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Where a comment that begins at @p from ends; @p from when none does. One that is not closed takes the rest.
qsizetype skipComment(QByteArrayView text, qsizetype from)
{
    if (text.sliced(from).startsWith("//"))
        return endOfLine(text, from);
    if (!text.sliced(from).startsWith("/*"))
        return from;
    const qsizetype end = text.indexOf("*/", from + 2);
    return end < 0 ? text.size() : end + 2;
}

// Where the string that begins at @p from ends, behind its quote; the text's end when it is not closed.
qsizetype skipString(QByteArrayView text, qsizetype from)
{
    for (qsizetype i = from + 1; i < text.size(); ++i) {
        if (text.at(i) == '\\')
            ++i;
        else if (text.at(i) == '"')
            return i + 1;
    }
    return text.size();
}

class Scan
{
public:
    explicit Scan(const QByteArray &text) : m_text(text), m_view(text) {}

    Result<JsoncNode> document()
    {
        m_at = bomSize(m_view);
        skip();
        JsoncNode root;
        root.begin = root.end = m_at;
        if (!m_error && m_at < m_text.size())
            value(root, 0);
        skip();
        if (!m_error && m_at < m_text.size())
            fail(u"something stands behind the end of the document."_s);
        return m_error ? Result<JsoncNode>(*m_error) : Result<JsoncNode>(std::move(root));
    }

private:
    void fail(const QString &what)
    {
        if (!m_error)
            m_error = placeError(m_view, m_at, what);
    }

    [[nodiscard]] char next() const { return m_at < m_text.size() ? m_text.at(m_at) : '\0'; }

    void skip()
    {
        if (m_error)
            return;
        const qsizetype from = m_at;
        m_at = skipJsoncSpace(m_view, m_at);
        const QByteArrayView skipped = m_view.sliced(from, m_at - from);
        const qsizetype open = skipped.lastIndexOf("/*");
        if (m_at == m_text.size() && open >= 0 && skipped.sliced(open).indexOf("*/", 2) < 0 && !isInLineComment(from + open)) {
            m_at = from + open;
            fail(u"this comment is not closed."_s);
        }
    }

    [[nodiscard]] bool isInLineComment(qsizetype at) const
    {
        const qsizetype start = startOfLine(m_view, at);
        const qsizetype comment = m_view.indexOf("//", start);
        return comment >= 0 && comment < at;
    }

    void value(JsoncNode &node, int depth)
    {
        node.begin = m_at;
        if (depth > DeepestNesting)
            return fail(u"nested too deeply."_s);
        if (next() == '{')
            members(node, '}', depth);
        else if (next() == '[')
            members(node, ']', depth);
        else
            scalar(node);
        node.end = m_at;
    }

    void members(JsoncNode &node, char close, int depth)
    {
        node.kind = close == '}' ? JsoncNode::Kind::Object : JsoncNode::Kind::Array;
        ++m_at;
        skip();
        while (!m_error && next() != close) {
            JsoncMember member;
            member.begin = m_at;
            if (close == '}')
                key(member);
            if (!m_error)
                value(member.value, depth + 1);
            skip();
            if (!m_error && next() == ',') {
                member.comma = m_at++;
                skip();
            } else if (!m_error && next() != close) {
                return fail(u"a comma or %1 is expected."_s.arg(QChar::fromLatin1(close)));
            }
            node.members.push_back(std::move(member));
        }
        ++m_at;
    }

    void key(JsoncMember &member)
    {
        if (next() != '"')
            return fail(u"a key in double quotes, or }, is expected."_s);
        JsoncNode string;
        scalar(string);
        if (m_error)
            return;
        member.key = QJsonDocument::fromJson('[' + m_text.sliced(member.begin, m_at - member.begin) + ']').array().at(0).toString();
        skip();
        if (!m_error && next() != ':')
            return fail(u"a colon is expected."_s);
        ++m_at;
        skip();
    }

    void scalar(JsoncNode &node)
    {
        node.kind = JsoncNode::Kind::Scalar;
        const qsizetype begin = m_at;
        qsizetype end = begin;
        if (next() == '"')
            end = skipString(m_view, begin);
        else
            while (end < m_text.size() && !isSpace(m_text.at(end)) && !QByteArrayView(",]}[{:\"/").contains(m_text.at(end)))
                ++end;
        const QByteArray raw = m_text.sliced(begin, end - begin);
        if (raw.isEmpty() || QJsonDocument::fromJson('[' + raw + ']').array().size() != 1)
            return fail(next() == '"' ? u"this string is not closed, or not as JSON has it."_s : u"a value is expected."_s);
        m_at = end;
    }

    const QByteArray &m_text;
    QByteArrayView m_view;
    qsizetype m_at = 0;
    std::optional<Error> m_error;
};

} // namespace

qsizetype skipJsoncSpace(QByteArrayView text, qsizetype from)
{
    while (from < text.size()) {
        const qsizetype next = isSpace(text.at(from)) ? from + 1 : skipComment(text, from);
        if (next == from)
            break;
        from = next;
    }
    return from;
}

Result<JsoncNode> scanJsonc(const QByteArray &text)
{
    if (const auto checked = checkUtf8(text); !checked)
        return checked.error();
    return Scan(text).document();
}

QByteArray strictJson(const QByteArray &text)
{
    const QByteArrayView view(text);
    QByteArray plain;
    for (qsizetype i = bomSize(view); i < view.size();) {
        if (view.at(i) == '"') {
            const qsizetype end = skipString(view, i);
            plain.append(view.sliced(i, end - i));
            i = end;
        } else if (const qsizetype end = skipComment(view, i); end > i) {
            plain += ' ';
            i = end;
        } else if (view.at(i) == ',' && QByteArrayView("]}").contains(view.at(std::min(skipJsoncSpace(view, i + 1), view.size() - 1)))) {
            ++i;
        } else {
            plain += view.at(i++);
        }
    }
    return plain;
}

} // namespace homeport
