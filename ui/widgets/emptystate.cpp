// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/emptystate.h"

#include "ui/theme/theme.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace homeport {

namespace {

constexpr int TextWidth = 420; // a comfortable line

} // namespace

EmptyState::EmptyState(const Theme &theme, const QString &icon, const QString &title, const QString &text, QWidget *parent)
    : QWidget(parent), m_words(makeMutedLabel({}, this)), m_actions(new FlowLayout(8))
{
    auto *picture = new IconLabel(40, this);
    picture->setIcon(theme.icon(icon, &Colors::disabled));
    QLabel *heading = makeLabel(title, titleFont(), this);
    heading->setAlignment(Qt::AlignHCenter);
    m_words->setAlignment(Qt::AlignHCenter);
    m_words->setFixedWidth(TextWidth);
    setText(text);
    m_actions->setCentred();
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addStretch(2);
    layout->addWidget(picture, 0, Qt::AlignHCenter);
    layout->addSpacing(4);
    layout->addWidget(heading);
    layout->addWidget(m_words, 0, Qt::AlignHCenter);
    layout->addSpacing(8);
    layout->addLayout(m_actions);
    layout->addStretch(3);
}

void EmptyState::setText(const QString &text)
{
    m_words->setText(text);
    m_words->setMinimumHeight(std::max(0, m_words->heightForWidth(TextWidth))); // an aligned label gets no height for its width
}

} // namespace homeport
