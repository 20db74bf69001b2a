// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/growingdialog.h"

#include <QEvent>
#include <QLayout>

#include <algorithm>

namespace homeport {

bool GrowingDialog::event(QEvent *event)
{
    if (event->type() != QEvent::LayoutRequest && event->type() != QEvent::Show)
        return QDialog::event(event); // maybe the last one: nothing of this may be touched after it
    const bool handled = QDialog::event(event);
    if (layout()) {
        const QSize least = layout()->totalMinimumSize();
        const int wide = std::max(width(), least.width());
        const int tall = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(wide) : least.height();
        if (wide > width() || tall > height())
            resize(wide, std::max(height(), tall));
    }
    return handled;
}

} // namespace homeport
