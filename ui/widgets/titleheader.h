// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace homeport {

// The header above a table's columns. Where a title does not fit it is elided: QHeaderView reckons without the style sheet's padding
// and cuts what is a little too long.
class TitleHeader final : public QHeaderView
{
    Q_OBJECT

public:
    // @p padding: pixels of both sides that a title can't have. @p elide: where the dots stand.
    TitleHeader(int padding, Qt::TextElideMode elide, QWidget *parent);

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override;

private:
    int m_padding;
};

} // namespace homeport
