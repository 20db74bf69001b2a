// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/activity/contentstext.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace homeport {

class Clipboard;
class CopyButton;
class Theme;
class WireText;

// One side of what is kept of a request, with what finds and copies in it. Its choices stay when it gets another side.
class ContentsPane final : public QWidget
{
    Q_OBJECT

public:
    ContentsPane(Clipboard &clipboard, const Theme &theme, QWidget *parent = nullptr); // the clipboard outlives it

    void setSide(const KeptContents::Side &side);
    void focusText();
    void focusFind();

private:
    void build();
    void showText();
    void findTyped();
    void findNext(int step); // 1: the next one, -1: the one before
    void goTo(qsizetype match);
    void showPlace();

    Clipboard &m_clipboard;
    SideText m_side;
    QLineEdit *m_find;
    QLabel *m_place;
    QToolButton *m_previous;
    QToolButton *m_next;
    QCheckBox *m_head;
    QCheckBox *m_indent;
    CopyButton *m_copy;
    QLabel *m_note;
    WireText *m_text;
    qsizetype m_found = 0;
    qsizetype m_match = -1; // that is selected
};

} // namespace homeport
