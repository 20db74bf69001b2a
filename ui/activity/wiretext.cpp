// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/wiretext.h"

#include "ui/widgets/fonts.h"

#include <QMimeData>
#include <QStringMatcher>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// A line of a megabyte, as JSON often is, would be laid out at once and block the window for seconds.
constexpr qsizetype LongestLine = 1000;
constexpr qsizetype MostMatches = 10'000;

QList<qsizetype> breaksIn(const QString &text)
{
    QList<qsizetype> breaks;
    qsizetype begin = 0; // of the line
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text.at(at) == u'\n') {
            begin = at + 1;
        } else if (at - begin >= LongestLine && !text.at(at).isLowSurrogate()) {
            breaks << at;
            begin = at;
        }
    }
    return breaks;
}

QString brokenAt(const QString &text, const QList<qsizetype> &breaks)
{
    QString broken;
    broken.reserve(text.size() + breaks.size());
    qsizetype from = 0;
    for (const qsizetype place : breaks) {
        broken += QStringView(text).mid(from, place - from);
        broken += u'\n';
        from = place;
    }
    broken += QStringView(text).mid(from);
    return broken;
}

} // namespace

WireText::WireText(const QString &name, QWidget *parent) : QPlainTextEdit(parent)
{
    setAccessibleName(name);
    setFont(monospaceFont());
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void WireText::setText(const QString &text)
{
    m_matches.clear();
    if (text == m_text)
        return;
    m_text = text;
    m_breaks = breaksIn(text);
    setPlainText(brokenAt(m_text, m_breaks));
}

qsizetype WireText::findAll(const QString &words)
{
    m_matches.clear();
    m_matchSize = words.size();
    if (words.isEmpty())
        return 0;
    const QStringMatcher matcher(words, Qt::CaseInsensitive);
    for (qsizetype at = matcher.indexIn(m_text); at >= 0 && m_matches.size() < MostMatches; at = matcher.indexIn(m_text, at + m_matchSize))
        m_matches << at;
    return m_matches.size();
}

void WireText::select(qsizetype match)
{
    const qsizetype begin = m_matches.at(match);
    QTextCursor cursor = textCursor();
    cursor.setPosition(static_cast<int>(shownPlace(begin)));
    cursor.setPosition(static_cast<int>(shownPlace(begin + m_matchSize - 1) + 1), QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    ensureCursorVisible();
}

qsizetype WireText::matchFrom(int place) const
{
    if (m_matches.isEmpty())
        return -1;
    const auto found = std::lower_bound(m_matches.cbegin(), m_matches.cend(), textPlace(place));
    return found == m_matches.cend() ? 0 : found - m_matches.cbegin();
}

// Without the breaks that are not in the text.
QMimeData *WireText::createMimeDataFromSelection() const
{
    const QTextCursor cursor = textCursor();
    const qsizetype begin = textPlace(cursor.selectionStart());
    auto *copied = new QMimeData;
    copied->setText(m_text.mid(begin, textPlace(cursor.selectionEnd()) - begin));
    return copied;
}

qsizetype WireText::shownPlace(qsizetype place) const
{
    return place + (std::upper_bound(m_breaks.cbegin(), m_breaks.cend(), place) - m_breaks.cbegin());
}

qsizetype WireText::textPlace(qsizetype shown) const
{
    qsizetype before = 0; // breaks that lie before it
    qsizetype after = m_breaks.size();
    while (before < after) {
        const qsizetype middle = (before + after) / 2;
        if (m_breaks.at(middle) + middle < shown)
            before = middle + 1;
        else
            after = middle;
    }
    return shown - before;
}

} // namespace homeport
