// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/codeview.h"

#include "ui/widgets/fonts.h"

#include <QAbstractTextDocumentLayout>
#include <QtMath>

#include <algorithm>

namespace homeport {

namespace {

constexpr int FramePadding = 8; // border and padding in style.qss, and room for descenders

} // namespace

CodeView::CodeView(const QString &name, QWidget *parent) : QPlainTextEdit(parent)
{
    setAccessibleName(name);
    setFont(monospaceFont());
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAnywhere);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this, &CodeView::fitHeight);
}

void CodeView::setCode(const QString &code)
{
    if (code == toPlainText())
        return;
    setPlainText(code);
    fitHeight();
}

void CodeView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fitHeight(); // the number of lines may have changed without the document saying so
}

void CodeView::fitHeight()
{
    // QPlainTextDocumentLayout measures its height in lines.
    const int lines = std::max(1, qCeil(document()->size().height()));
    setFixedHeight(qCeil(lines * QFontMetricsF(font()).lineSpacing()) + qCeil(2 * document()->documentMargin()) + 2 * FramePadding);
}

} // namespace homeport
