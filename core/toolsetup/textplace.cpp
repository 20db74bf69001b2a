// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/textplace.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringDecoder>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

Error placeError(QByteArrayView text, qsizetype offset, const QString &what)
{
    const QByteArrayView before = text.first(std::clamp<qsizetype>(offset, 0, text.size()));
    const qsizetype line = before.count('\n') + 1;
    const QByteArrayView onLine = before.sliced(before.lastIndexOf('\n') + 1);
    const qsizetype column = QString::fromUtf8(onLine.sliced(line == 1 ? bomSize(onLine) : 0)).toUcs4().size() + 1;
    return {Error::Code::Invalid, u"line %1, column %2: %3"_s.arg(line).arg(column).arg(what)};
}

Result<void> checkUtf8(const QByteArray &text)
{
    if (const qsizetype zero = text.indexOf('\0'); zero >= 0)
        return placeError(text, zero, u"a zero byte, so this is no text."_s);
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString all = decoder(text);
    if (!decoder.hasError() && !all.isNull())
        return {};
    if (text.isEmpty())
        return {};
    // Which line it is: the first that does not read.
    for (qsizetype start = 0; start < text.size(); start = startOfNextLine(text, start)) {
        QStringDecoder line(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString one = line(QByteArrayView(text).sliced(start, endOfLine(text, start) - start));
        if (line.hasError())
            return placeError(text, start, u"bytes that are not UTF-8."_s);
    }
    return {};
}

qsizetype bomSize(QByteArrayView text)
{
    return text.startsWith("\xEF\xBB\xBF") ? 3 : 0;
}

QByteArray lineEnd(QByteArrayView text)
{
    const qsizetype first = text.indexOf('\n');
    return first > 0 && text.at(first - 1) == '\r' ? "\r\n" : "\n";
}

qsizetype skipBlanks(QByteArrayView text, qsizetype from)
{
    while (from < text.size() && (text.at(from) == ' ' || text.at(from) == '\t'))
        ++from;
    return from;
}

qsizetype endOfLine(QByteArrayView text, qsizetype from)
{
    const qsizetype end = text.indexOf('\n', from);
    if (end < 0)
        return text.size();
    return end > from && text.at(end - 1) == '\r' ? end - 1 : end;
}

qsizetype startOfNextLine(QByteArrayView text, qsizetype from)
{
    const qsizetype end = text.indexOf('\n', from);
    return end < 0 ? text.size() : end + 1;
}

qsizetype startOfLine(QByteArrayView text, qsizetype from)
{
    while (from > 0 && text.at(from - 1) != '\n')
        --from;
    return from;
}

QByteArray changedText(const QByteArray &text, QList<TextChange> changes)
{
    std::stable_sort(changes.begin(), changes.end(), [](const TextChange &a, const TextChange &b) { return a.at < b.at; });
    QByteArray result;
    qsizetype done = 0;
    for (const TextChange &change : std::as_const(changes)) {
        result += text.sliced(done, change.at - done);
        result += change.insert;
        done = change.at + change.remove;
    }
    return result + text.sliced(done);
}

QByteArray quotedText(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

} // namespace homeport
