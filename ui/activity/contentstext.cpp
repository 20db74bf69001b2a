// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/contentstext.h"

#include "ui/text/format.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLocale>
#include <QStringDecoder>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MostGrowth = 6;         // an indented text is at most so many times as long
constexpr qsizetype AlwaysGood = 64 * 1024; // as is one of this length
constexpr int DeepestIndent = 16;           // what lies deeper is not moved further

struct ContentsText
{
    Q_DECLARE_TR_FUNCTIONS(ContentsText)
};

class JsonIndenter final
{
public:
    explicit JsonIndenter(const QString &json) : m_json(json) { m_out.reserve(json.size() * 2); }

    std::optional<QString> run()
    {
        const qsizetype most = std::max(AlwaysGood, m_json.size() * MostGrowth);
        for (; m_at < m_json.size(); ++m_at) {
            if (!step(m_json.at(m_at)) || m_out.size() > most)
                return {};
        }
        return m_out;
    }

private:
    bool step(QChar c)
    {
        if (m_inString)
            return inString(c);
        switch (c.unicode()) {
        case u'{':
        case u'[':
            open(c);
            return true;
        case u'}':
        case u']':
            if (--m_depth < 0)
                return false;
            newLine();
            m_out += c;
            return true;
        case u',':
            m_out += c;
            newLine();
            return true;
        case u':':
            m_out += u": "_s;
            return true;
        default:
            m_inString = c == u'"';
            if (!c.isSpace())
                m_out += c;
            return true;
        }
    }

    bool inString(QChar c)
    {
        m_out += c;
        m_inString = m_escaped || c != u'"';
        m_escaped = !m_escaped && c == u'\\';
        return true;
    }

    // "{}" stays together.
    void open(QChar c)
    {
        m_out += c;
        qsizetype next = m_at + 1;
        while (next < m_json.size() && m_json.at(next).isSpace())
            ++next;
        const QChar end = c == u'{' ? u'}' : u']';
        if (next < m_json.size() && m_json.at(next) == end) {
            m_out += end;
            m_at = next;
            return;
        }
        ++m_depth;
        newLine();
    }

    void newLine()
    {
        m_out += u'\n';
        m_out += QString(qsizetype{2} * std::min(m_depth, DeepestIndent), u' ');
    }

    const QString &m_json;
    QString m_out;
    qsizetype m_at = 0;
    int m_depth = 0;
    bool m_inString = false;
    bool m_escaped = false;
};

QString withPlainLineEnds(QString text)
{
    return text.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n');
}

// Nothing: it is no text. A character that was cut in two at the end is left out.
std::optional<QString> textOf(const QByteArray &bytes)
{
    if (bytes.contains('\0'))
        return {};
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder(bytes);
    if (decoder.hasError())
        return {};
    return text;
}

// Of how it is packed, as the head tells; empty: it is not.
QString encodingIn(const QString &head)
{
    for (const QString &line : head.split(u'\n')) {
        if (line.startsWith(u"content-encoding:"_s, Qt::CaseInsensitive))
            return line.section(u':', 1).trimmed();
    }
    return {};
}

QString keptSize(qint64 bytes)
{
    return bytes > 0 && bytes % 1024 == 0 ? ContentsText::tr("%L1 KiB").arg(bytes / 1024) : formatBytes(bytes);
}

QString noteFor(const KeptContents::Side &side, bool isText, const QString &encoding)
{
    if (side.bodySize == 0)
        return ContentsText::tr("No body");
    const QString all = formatBytes(side.bodySize);
    if (!isText)
        return encoding.isEmpty() ? ContentsText::tr("Body: %1 of binary data, not shown").arg(all)
                                  //: %1: a size, %2: how it is packed, such as gzip
                                  : ContentsText::tr("Body: %1 of binary data (%2), not shown").arg(all, encoding);
    return side.isCut() ? ContentsText::tr("Body: first %1 of %2").arg(keptSize(side.body.size()), all)
                        : ContentsText::tr("Body: %1").arg(all);
}

bool beginsAsJson(const QString &text)
{
    const auto first = std::find_if(text.cbegin(), text.cend(), [](QChar c) { return !c.isSpace(); });
    return first != text.cend() && (*first == u'{' || *first == u'[');
}

} // namespace

std::optional<QString> indentedJson(const QString &json)
{
    return JsonIndenter(json).run();
}

SideText sideText(const KeptContents::Side &side)
{
    SideText text;
    text.head = withPlainLineEnds(QString::fromUtf8(side.head)).trimmed();
    const std::optional<QString> body = textOf(side.body);
    text.note = noteFor(side, body.has_value(), encodingIn(text.head));
    text.isWhole = body.has_value() && !side.isCut();
    if (!body)
        return text;
    text.body = withPlainLineEnds(*body);
    if (beginsAsJson(*body) && (side.isCut() || !QJsonDocument::fromJson(side.body).isNull()))
        text.indented = indentedJson(*body);
    return text;
}

} // namespace homeport
