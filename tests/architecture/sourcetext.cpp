// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/sourcetext.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport::architecture {

namespace {

// Blanks text[from, to) but for its line breaks.
void blank(QString &text, qsizetype from, qsizetype to)
{
    for (qsizetype i = from; i < std::min(to, text.size()); ++i) {
        if (text.at(i) != u'\n')
            text[i] = u' ';
    }
}

qsizetype endOf(const QString &text, QStringView terminator, qsizetype from)
{
    const qsizetype found = text.indexOf(terminator, from);
    return found < 0 ? text.size() : found + terminator.size();
}

// The end of the quoted literal that starts at @p from.
qsizetype endOfQuoted(const QString &text, qsizetype from)
{
    const QChar quote = text.at(from);
    qsizetype i = from + 1;
    while (i < text.size() && text.at(i) != quote && text.at(i) != u'\n')
        i += text.at(i) == u'\\' ? 2 : 1;
    return i + 1;
}

qsizetype endOfRaw(const QString &text, qsizetype quote)
{
    const qsizetype open = text.indexOf(u'(', quote);
    if (open < 0)
        return text.size();
    return endOf(text, QString(u')' + QStringView(text).sliced(quote + 1, open - quote - 1) + u'"'), open);
}

bool isDigitSeparator(const QString &text, qsizetype quote)
{
    return text.at(quote) == u'\'' && quote > 0 && text.at(quote - 1).isLetterOrNumber() && quote + 1 < text.size()
           && text.at(quote + 1).isLetterOrNumber() && text.at(quote - 1) != u'u' && text.at(quote - 1) != u'L';
}

} // namespace

QString codeOnly(const QString &text)
{
    QString code = text;
    bool lineStart = true;
    qsizetype i = 0;
    while (i < text.size()) {
        const QChar c = text.at(i);
        const QStringView rest = QStringView(text).sliced(i);
        qsizetype end = i + 1;
        if (c == u'#' && lineStart) {
            i = text.indexOf(u'\n', i) < 0 ? text.size() : text.indexOf(u'\n', i);
            continue;
        }
        if (rest.startsWith(u"//")) {
            end = text.indexOf(u'\n', i) < 0 ? text.size() : text.indexOf(u'\n', i);
            blank(code, i, end);
        } else if (rest.startsWith(u"/*")) {
            end = endOf(text, u"*/", i + 2);
            blank(code, i, end);
        } else if (rest.startsWith(u"R\"")) {
            end = endOfRaw(text, i + 1);
            blank(code, i + 2, end - 1);
        } else if ((c == u'"' || c == u'\'') && !isDigitSeparator(text, i)) {
            end = endOfQuoted(text, i);
            blank(code, i + 1, end - 1);
        }
        lineStart = c == u'\n' || (lineStart && c.isSpace());
        i = end;
    }
    return code;
}

QString finding(const SourceFile &file, qsizetype line, const QString &what)
{
    return u"%1:%2: %3"_s.arg(file.path, QString::number(line), what);
}

qsizetype lineAt(const QString &text, qsizetype offset)
{
    return 1 + QStringView(text).first(offset).count(u'\n');
}

} // namespace homeport::architecture
