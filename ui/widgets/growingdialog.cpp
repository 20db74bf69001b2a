// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/growingdialog.h"

#include <QEvent>
#include <QLayout>

namespace homeport {

bool GrowingDialog::event(QEvent *event)
{
    if (event->type() != QEvent::LayoutRequest && event->type() != QEvent::Show)
        return QDialog::event(event); // maybe the last one: nothing of this may be touched after it
    const bool handled = QDialog::event(event);
    if (layout()) {
        const int needed = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : layout()->totalMinimumSize().height();
        if (height() < needed)
            resize(width(), needed);
    }
    return handled;
}

} // namespace homeport
