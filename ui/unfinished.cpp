// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/unfinished.h"

#include "ui/widgets/secretedit.h"
#include "ui/widgets/undobar.h"

#include <QDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextDocument>

#include <algorithm>

namespace homeport {

namespace {

template <typename Widget, typename Holds>
bool anyOf(const QWidget &window, Holds holds)
{
    const QList<Widget *> all = window.findChildren<Widget *>();
    return std::any_of(all.cbegin(), all.cend(), holds);
}

} // namespace

bool holdsSomethingUnfinished(const QWidget &window)
{
    return anyOf<QDialog>(window, [](const QDialog *dialog) { return !dialog->isHidden(); })
           || anyOf<UndoBar>(window, [](const UndoBar *bar) { return !bar->isHidden(); })
           || anyOf<SecretEdit>(window, [](const SecretEdit *edit) { return edit->isDisplaying(); })
           || anyOf<QLineEdit>(window, [](const QLineEdit *line) { return line->isModified() && !line->text().isEmpty(); })
           || anyOf<QPlainTextEdit>(window, [](const QPlainTextEdit *text) { return text->document()->isModified(); });
}

} // namespace homeport
