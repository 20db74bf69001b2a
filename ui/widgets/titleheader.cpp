// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/titleheader.h"

#include <QStyleOptionHeader>

namespace homeport {

TitleHeader::TitleHeader(int padding, Qt::TextElideMode elide, QWidget *parent) : QHeaderView(Qt::Horizontal, parent), m_padding(padding)
{
    setTextElideMode(elide);
}

void TitleHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const
{
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    const QString title = model()->headerData(logicalIndex, orientation(), Qt::DisplayRole).toString();
    option->text = option->fontMetrics.elidedText(title, textElideMode(), sectionSize(logicalIndex) - m_padding);
}

} // namespace homeport
