// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/banner.h"

#include "ui/theme/theme.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

Banner::Banner(const Theme &theme, QWidget *parent)
    : QFrame(parent), m_theme(theme), m_icon(new IconLabel(20, this)), m_title(makeLabel({}, strongFont(), this)),
      m_text(makeLabel({}, QApplication::font(), this)), m_words(new QVBoxLayout)
{
    setProperty("role", u"banner"_s);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_words->setSpacing(4);
    m_words->addWidget(m_title);
    m_words->addWidget(m_text);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(12);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(m_words, 1);
    hide();
}

// Made on demand: an empty row would limit the width of the words above it.
QHBoxLayout *Banner::actions()
{
    if (!m_actions) {
        m_actions = new QHBoxLayout;
        m_actions->setContentsMargins(0, 4, 0, 0);
        m_actions->setSpacing(8);
        m_words->addLayout(m_actions);
    }
    return m_actions;
}

void Banner::setMessage(Tone tone, const QString &icon, const QString &title, const QString &text)
{
    setTone(this, tone);
    m_icon->setIcon(m_theme.icon(icon, tone));
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(text);
}

} // namespace homeport
