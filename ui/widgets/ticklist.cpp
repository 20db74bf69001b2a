// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ticklist.h"

#include <algorithm>

namespace homeport {

namespace {

constexpr int RowPadding = 6; // as the style sheet's, above and below

} // namespace

TickList::TickList(const QString &name, QWidget *parent) : QListWidget(parent)
{
    setAccessibleName(name);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTextElideMode(Qt::ElideRight);
}

void TickList::addChoice(const QString &text, const QVariant &value, bool ticked)
{
    auto *item = new QListWidgetItem(text, this);
    item->setData(Qt::UserRole, value);
    item->setToolTip(text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(ticked ? Qt::Checked : Qt::Unchecked);
    // Said outright: a list that is measured before it has its style would be too tight for its boxes.
    item->setSizeHint({0, std::max(16, fontMetrics().height()) + 2 * RowPadding});
}

QList<QVariant> TickList::ticked() const
{
    QList<QVariant> values;
    for (int row = 0; row < count(); ++row) {
        if (item(row)->checkState() == Qt::Checked)
            values << item(row)->data(Qt::UserRole);
    }
    return values;
}

} // namespace homeport
