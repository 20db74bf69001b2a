// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page.h"

#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int Margin = 24;
constexpr int ReadableWidth = 1096;

} // namespace

PageFrame::PageFrame(const QString &title, Kind kind, QWidget *parent)
    : QWidget(parent), m_header(new FlowLayout(8)), m_body(new QVBoxLayout), m_footer(new QVBoxLayout)
{
    setProperty("role", u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    QLabel *heading = makeLabel(title, pageTitleFont(), this);
    heading->setWordWrap(false);
    heading->setMinimumHeight(32); // as tall as the buttons beside it
    m_header->setContentsMargins(Margin, Margin, Margin, 16);
    m_header->addWidget(heading);
    m_header->addStretch();
    m_body->setContentsMargins(Margin, 0, Margin, Margin);
    m_body->setSpacing(16);
    m_footer->setContentsMargins(Margin, 0, Margin, 0);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_header);
    if (kind == Kind::Fixed) {
        layout->addLayout(m_body, 1);
    } else {
        auto *area = new QScrollArea(this);
        area->setWidgetResizable(true);
        area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        area->setFocusPolicy(Qt::NoFocus);
        auto *content = new QWidget(area);
        content->setProperty("role", u"page"_s);
        if (kind == Kind::Scrolling)
            content->setMaximumWidth(ReadableWidth);
        content->setLayout(m_body);
        area->setWidget(content);
        layout->addWidget(area, 1);
    }
    layout->addLayout(m_footer);
}

} // namespace homeport
