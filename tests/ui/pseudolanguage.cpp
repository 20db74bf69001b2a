// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/pseudolanguage.h"

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

// Formats of dates mean letters, and the direction of a layout is a word of Qt's own.
bool isForPrograms(const QString &source)
{
    static const QRegularExpression dates(u"^(ddd )?d MMM( yyyy)?$"_s);
    return source == u"QT_LAYOUT_DIRECTION" || dates.match(source).hasMatch();
}

// Words of five letters, so that lines break where those of people do.
QString padding(qsizetype length)
{
    QString text;
    for (qsizetype i = 0; i < length; ++i)
        text += i % 6 == 0 ? u' ' : u'ō';
    return text;
}

} // namespace

QString LongLanguage::translate(const char *, const char *sourceText, const char *, int) const
{
    const QString source = QString::fromUtf8(sourceText);
    if (isForPrograms(source))
        return {};
    return QString(u'[' + source + padding((source.size() * 4 + 9) / 10 + 1) + u']');
}

QString MirroredLanguage::translate(const char *, const char *sourceText, const char *, int) const
{
    QString text = QString::fromUtf8(sourceText);
    if (isForPrograms(text))
        return text == u"QT_LAYOUT_DIRECTION" ? u"RTL"_s : QString();
    static const QRegularExpression words(u"%L?(\\d|n)|[a-zA-Z]"_s);
    qsizetype place = 0;
    for (auto match = words.match(text); match.hasMatch(); match = words.match(text, place)) {
        if (match.capturedLength() == 1) // of 27 Hebrew letters
            text[match.capturedStart()] = QChar(static_cast<char16_t>(0x05D0 + (match.capturedView().front().toLower().unicode() - u'a')));
        place = match.capturedEnd();
    }
    return text;
}

} // namespace homeport::test
