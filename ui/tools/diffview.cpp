// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tools/diffview.h"

#include "ui/theme/theme.h"
#include "ui/widgets/fonts.h"

#include <QScrollBar>
#include <QTextBlock>
#include <QTextCursor>
#include <QtMath>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int MostLines = 16;
constexpr int FramePadding = 8; // border and padding in style.qss, and room for descenders

QString signOf(DiffLine::Kind kind)
{
    switch (kind) {
    case DiffLine::Kind::Added:
        return u"+ "_s;
    case DiffLine::Kind::Removed:
        return u"- "_s;
    case DiffLine::Kind::Gap:
        return u"⋯"_s;
    case DiffLine::Kind::Context:
        break;
    }
    return u"  "_s;
}

// What could hide or turn round what a line says.
QString shownLine(QString text)
{
    text.replace(u'\t', "    "_L1);
    for (QChar &c : text) {
        const bool isMark = (c >= QChar(0x202A) && c <= QChar(0x202E)) || (c >= QChar(0x2066) && c <= QChar(0x2069));
        if (isMark || (!c.isPrint() && !c.isSurrogate()))
            c = QChar::ReplacementCharacter;
    }
    return text;
}

struct LineLook
{
    QTextCharFormat text;
    QTextBlockFormat block;
};

LineLook lookOf(DiffLine::Kind kind, const Colors &colors)
{
    LineLook look;
    look.text.setForeground(colors.text);
    if (kind == DiffLine::Kind::Added || kind == DiffLine::Kind::Removed) {
        const Tone tone = kind == DiffLine::Kind::Added ? Tone::Good : Tone::Bad;
        look.block.setBackground(colors.soft(tone));
        look.text.setForeground(colors.tone(tone));
    } else if (kind == DiffLine::Kind::Gap) {
        look.text.setForeground(colors.muted);
    }
    return look;
}

} // namespace

DiffView::DiffView(const QString &name, const Theme &theme, QWidget *parent) : QPlainTextEdit(parent), m_theme(theme)
{
    setAccessibleName(name);
    setFont(monospaceFont());
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setUndoRedoEnabled(false);
    connect(&theme, &Theme::changed, this, &DiffView::rebuild);
    fitHeight();
}

void DiffView::setFiles(const QList<ToolFileChange> &files)
{
    m_files = files;
    rebuild();
    fitHeight();
}

void DiffView::rebuild()
{
    clear();
    QTextCursor cursor(document());
    bool isFirst = true;
    const auto append = [&](const QString &text, const LineLook &look) {
        if (!std::exchange(isFirst, false))
            cursor.insertBlock();
        cursor.setBlockFormat(look.block);
        cursor.insertText(text, look.text);
    };
    for (const ToolFileChange &file : std::as_const(m_files)) {
        if (!isFirst)
            append({}, lookOf(DiffLine::Kind::Context, m_theme.colors()));
        LineLook heading = lookOf(DiffLine::Kind::Context, m_theme.colors());
        heading.text.setFontWeight(QFont::DemiBold);
        append(shownLine(file.target), heading);
        for (const DiffLine &line : file.diff)
            append(signOf(line.kind) + shownLine(line.text), lookOf(line.kind, m_theme.colors()));
    }
    moveCursor(QTextCursor::Start);
    horizontalScrollBar()->setValue(0);
}

void DiffView::fitHeight()
{
    const int lines = std::clamp(blockCount(), 2, MostLines);
    const int bar = horizontalScrollBar()->sizeHint().height(); // may be needed: lines are not broken
    setFixedHeight(qCeil(lines * QFontMetricsF(font()).lineSpacing()) + qCeil(2 * document()->documentMargin()) + 2 * FramePadding + bar);
}

} // namespace homeport
