// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/statelabel.h"

#include "ui/theme/theme.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>

namespace homeport {

StateLabel::StateLabel(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_icon(new IconLabel(16, this)), m_text(new QLabel(this))
{
    m_text->setTextFormat(Qt::PlainText);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_icon, 0, Qt::AlignLeft | Qt::AlignVCenter);
    layout->addWidget(m_text, 1);
}

void StateLabel::setState(Tone tone, const QString &icon, const QString &text)
{
    m_icon->setIcon(m_theme.icon(icon, tone));
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
    m_text->setWordWrap(true);
    layout()->setAlignment(m_icon, Qt::AlignLeft | Qt::AlignTop);
}

void StateLabel::setTextVisible(bool visible)
{
    m_text->setVisible(visible);
    setToolTip(visible ? QString() : text());
}

QString StateLabel::text() const
{
    return m_text->text();
}

} // namespace homeport
