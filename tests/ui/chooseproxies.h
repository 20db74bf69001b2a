// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/proxies/proxychoicedialog.h"

#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>

namespace homeport::test {

// Opens the dialog behind a form's proxy line.
[[nodiscard]] inline ProxyChoiceDialog *openProxyChoice(const QWidget *form)
{
    form->findChild<QPushButton *>(QStringLiteral("changeProxy"))->click();
    return form->findChild<ProxyChoiceDialog *>();
}

// Ticks the proxies of these names, in this order, as a person would.
inline void chooseProxies(const QWidget *form, const QStringList &names)
{
    ProxyChoiceDialog *dialog = openProxyChoice(form);
    dialog->findChild<QRadioButton *>(QStringLiteral("list"))->setChecked(true);
    auto *list = dialog->findChild<QListWidget *>(QStringLiteral("proxies"));
    for (int place = 0; place < names.size(); ++place) {
        QListWidgetItem *item = list->findItems(names.at(place), Qt::MatchExactly).constFirst();
        item->setCheckState(Qt::Checked);
        list->setCurrentItem(item);
        while (list->row(item) > place)
            dialog->findChild<QPushButton *>(QStringLiteral("up"))->click();
    }
    dialog->findChild<QPushButton *>(QStringLiteral("save"))->click();
}

} // namespace homeport::test
