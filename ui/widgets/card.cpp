// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"

#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

Card::Card(const QString &title, QWidget *parent) : QFrame(parent), m_header(new FlowLayout(8)), m_body(new QVBoxLayout)
{
    setProperty("role", u"card"_s);
    setAccessibleName(title);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 20);
    layout->setSpacing(12);
    m_header->addWidget(makeHeading(title, titleFont(), this));
    layout->addLayout(m_header);
    m_body->setSpacing(12);
    layout->addLayout(m_body);
}

} // namespace homeport
