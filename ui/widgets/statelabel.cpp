// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/statelabel.h"

#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>
#include <utility>

namespace homeport {

namespace {

constexpr int IconSize = 16;
constexpr int Gap = 8;
constexpr int WordLength = 24; // that is a word; a sentence may be elided
constexpr int LeastColumn = 132;
constexpr int MostColumn = 196;

} // namespace

StateLabel::StateLabel(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_icon(new IconLabel(IconSize, this)), m_text(nullptr)
{
    auto *line = new ElidedLabel(Qt::ElideRight, this);
    line->setLeast(WordLength);
    m_text = line;
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Gap);
    layout->addWidget(m_icon, 0, Qt::AlignLeft | Qt::AlignVCenter);
    layout->addWidget(m_text, 1);
}

void StateLabel::setState(Tone tone, const QString &icon, const QString &text)
{
    m_icon->setIcon(m_theme.icon(icon, tone));
    if (auto *line = qobject_cast<ElidedLabel *>(m_text))
        line->setFullText(text);
    else
        m_text->setText(text);
    setTone(m_text, tone);
    setAccessibleName(text);
    setToolTip(m_text->isHidden() ? text : QString());
}

void StateLabel::setTextFont(const QFont &font)
{
    m_text->setFont(font);
}

void StateLabel::setWrapping()
{
    QLabel *words = makeLabel(m_text->text(), m_text->font(), this);
    delete layout()->replaceWidget(m_text, words);
    delete std::exchange(m_text, words);
    layout()->setAlignment(m_icon, Qt::AlignLeft | Qt::AlignTop);
}

void StateLabel::setTextVisible(bool visible)
{
    m_text->setVisible(visible);
    setToolTip(visible ? QString() : text());
}

void StateLabel::setColumnOf(const QStringList &words)
{
    int widest = 0;
    for (const QString &word : words)
        widest = std::max(widest, m_text->fontMetrics().horizontalAdvance(word));
    setFixedWidth(std::clamp(IconSize + Gap + widest + 2, LeastColumn, MostColumn));
}

QString StateLabel::text() const
{
    return m_text->text();
}

} // namespace homeport
