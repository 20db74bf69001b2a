// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/contentspieces.h"

#include "app/ctl/render.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QJsonObject joined(QJsonObject side, const QByteArray &head, const QByteArray &body)
{
    side.insert(u"head"_s, QString::fromUtf8(head));
    if (side["text"_L1].toBool())
        side.insert(u"body"_s, QString::fromUtf8(body));
    else
        side.insert(u"body_base64"_s, QString::fromLatin1(body.toBase64()));
    return side;
}

// Lines stay; what else would steer the terminal does not.
QString printableLines(const QString &text)
{
    QStringList lines = QString(text).replace("\r\n"_L1, "\n"_L1).split(u'\n');
    for (QString &line : lines)
        line = printable(line.replace(u'\t', u' '));
    return lines.join(u'\n');
}

QString sideText(const QString &title, const QJsonObject &side)
{
    const qint64 bytes = side["bytes"_L1].toInteger();
    const qint64 kept = side["kept"_L1].toInteger();
    const QString head = side["head"_L1].toString().trimmed();
    QString text = u"--- %1, %2 bytes ---\n"_s.arg(title).arg(bytes);
    text += head.isEmpty() ? u"(none was sent)\n"_s : printableLines(head) + u'\n';
    if (bytes == 0)
        return text;
    if (!side["text"_L1].toBool())
        return text + u"\n[not shown: %1 bytes that are no text]\n"_s.arg(kept);
    text += u'\n' + printableLines(side["body"_L1].toString()) + u'\n';
    if (side["cut"_L1].toBool())
        text += u"[the first %1 of %2 bytes]\n"_s.arg(kept).arg(bytes);
    return text;
}

QString keptText(const QJsonObject &kept)
{
    const qint64 requests = kept["requests"_L1].toInteger();
    if (requests == 0)
        return u"nothing is kept of what requests and answers held\n"_s;
    return u"%1 requests, the oldest of %2; the file has %3 bytes\n"_s.arg(requests)
        .arg(localTime(kept["oldest"_L1]))
        .arg(kept["bytes"_L1].toInteger());
}

} // namespace

bool ContentsPieces::take(const QJsonObject &event)
{
    if (!event.contains("side"_L1))
        return false;
    Side &side = event["side"_L1].toString() == "request"_L1 ? m_request : m_answer;
    QByteArray &bytes = event["part"_L1].toString() == "head"_L1 ? side.head : side.body;
    bytes += QByteArray::fromBase64(event["base64"_L1].toString().toLatin1());
    return true;
}

QJsonObject ContentsPieces::joinedTo(const QJsonObject &result) const
{
    if (!result["contents"_L1].isObject())
        return result;
    QJsonObject contents = result["contents"_L1].toObject();
    contents.insert(u"request"_s, joined(contents["request"_L1].toObject(), m_request.head, m_request.body));
    contents.insert(u"answer"_s, joined(contents["answer"_L1].toObject(), m_answer.head, m_answer.body));
    return {{u"contents"_s, contents}};
}

QString contentsText(const QJsonObject &result)
{
    if (result.contains("purged"_L1))
        return u"what was kept of %1 requests is deleted\n"_s.arg(result["purged"_L1].toInteger());
    if (result["kept"_L1].isObject())
        return keptText(result["kept"_L1].toObject());
    if (!result["contents"_L1].isObject())
        return {};
    const QJsonObject contents = result["contents"_L1].toObject();
    return u"kept %1, until %2\n"_s.arg(localTime(contents["kept_at"_L1]), localTime(contents["expires_at"_L1]))
           + sideText(u"request"_s, contents["request"_L1].toObject()) + sideText(u"answer"_s, contents["answer"_L1].toObject());
}

} // namespace homeport
