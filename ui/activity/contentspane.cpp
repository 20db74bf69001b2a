// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/contentspane.h"

#include "ui/activity/wiretext.h"
#include "ui/services/desktop.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/label.h"
#include "ui/widgets/searchline.h"

#include <QCheckBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

ContentsPane::ContentsPane(Clipboard &clipboard, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_clipboard(clipboard), m_find(new QLineEdit(this)), m_place(makeMutedLabel({}, this)),
      m_previous(makeIconButton(theme, u"previous"_s, tr("Previous match"), this)),
      m_next(makeIconButton(theme, u"forward"_s, tr("Next match"), this)), m_head(new QCheckBox(tr("&Head"), this)),
      m_indent(new QCheckBox(tr("&Indent JSON"), this)), m_copy(new CopyButton(theme, tr("Copy this text"), this)),
      m_note(makeMutedLabel({}, this)), m_text(new WireText(tr("Contents"), this))
{
    makeSearchLine(m_find, theme);
    build();
    connect(m_find, &QLineEdit::textChanged, this, &ContentsPane::findTyped);
    connect(m_find, &QLineEdit::returnPressed, this,
            [this] { findNext(QGuiApplication::keyboardModifiers().testFlag(Qt::ShiftModifier) ? -1 : 1); });
    connect(m_previous, &QToolButton::clicked, this, [this] { findNext(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { findNext(1); });
    connect(m_head, &QCheckBox::toggled, this, &ContentsPane::showText);
    connect(m_indent, &QCheckBox::toggled, this, &ContentsPane::showText);
    // Prompts and code are nothing for the histories that clipboards keep.
    connect(m_copy, &CopyButton::copyRequested, this, [this] { m_clipboard.copySecret(m_text->text()); });
    connect(new QShortcut(QKeySequence::FindNext, this), &QShortcut::activated, this, [this] { findNext(1); });
    connect(new QShortcut(QKeySequence::FindPrevious, this), &QShortcut::activated, this, [this] { findNext(-1); });
}

void ContentsPane::build()
{
    m_find->setObjectName(u"findInContents"_s);
    m_find->setAccessibleName(tr("Find in the contents"));
    m_find->setPlaceholderText(tr("Find"));
    m_find->setMinimumWidth(120);
    m_place->setObjectName(u"matchPlace"_s);
    m_place->setWordWrap(false);
    m_previous->setObjectName(u"previousMatch"_s);
    m_next->setObjectName(u"nextMatch"_s);
    m_head->setObjectName(u"showHead"_s);
    m_head->setAccessibleName(tr("Head"));
    m_head->setToolTip(tr("First line and fields; credentials are left out"));
    m_head->setChecked(true);
    m_indent->setObjectName(u"indent"_s);
    m_indent->setAccessibleName(tr("Indent JSON"));
    m_indent->setChecked(true);
    m_copy->setObjectName(u"copyContents"_s);
    m_note->setObjectName(u"bodyNote"_s);
    m_text->setObjectName(u"contentsText"_s);
    auto *tools = new FlowLayout(8);
    tools->addWidget(m_find);
    tools->addWidget(m_place);
    tools->addWidget(m_previous);
    tools->addWidget(m_next);
    tools->addWidget(m_head);
    tools->addWidget(m_indent);
    tools->addWidget(m_copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(tools);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_note);
    showPlace();
}

void ContentsPane::setSide(const KeptContents::Side &side)
{
    m_side = sideText(side);
    m_head->setEnabled(!m_side.head.isEmpty());
    m_indent->setVisible(m_side.indented.has_value());
    m_note->setText(m_side.note);
    setTone(m_note, m_side.isWhole ? Tone::Neutral : Tone::Warning);
    showText();
}

void ContentsPane::showText()
{
    QStringList parts;
    if (m_head->isChecked() && !m_side.head.isEmpty())
        parts << m_side.head;
    const QString body = m_indent->isChecked() ? m_side.indented.value_or(m_side.body) : m_side.body;
    if (!body.isEmpty())
        parts << body;
    m_text->setText(parts.join(u"\n\n"_s));
    m_text->setAccessibleDescription(m_side.note);
    m_copy->setEnabled(!parts.isEmpty());
    m_found = m_text->findAll(m_find->text());
    m_match = -1;
    showPlace();
}

void ContentsPane::focusText()
{
    m_text->setFocus();
}

void ContentsPane::focusFind()
{
    m_find->setFocus();
    m_find->selectAll();
}

// From where the selection is, so that typing on does not jump ahead.
void ContentsPane::findTyped()
{
    m_found = m_text->findAll(m_find->text());
    goTo(m_text->matchFrom(m_text->textCursor().selectionStart()));
}

void ContentsPane::findNext(int step)
{
    if (m_found == 0)
        return;
    const qsizetype from = m_match >= 0 ? m_match + step
                           : step > 0   ? m_text->matchFrom(m_text->textCursor().selectionStart())
                                        : m_found - 1;
    goTo((from + m_found) % m_found);
}

void ContentsPane::goTo(qsizetype match)
{
    m_match = match;
    if (match >= 0)
        m_text->select(match);
    showPlace();
}

void ContentsPane::showPlace()
{
    const bool typed = !m_find->text().isEmpty();
    //: %1: number of the match that is shown, %2: of how many
    m_place->setText(!typed         ? QString()
                     : m_found == 0 ? tr("Not found")
                     : m_match < 0  ? tr("%L1 found").arg(m_found)
                                    : tr("%L1 of %L2").arg(m_match + 1).arg(m_found));
    m_place->setVisible(typed);
    m_find->setAccessibleDescription(m_place->text());
    m_previous->setEnabled(m_found > 0);
    m_next->setEnabled(m_found > 0);
}

} // namespace homeport
