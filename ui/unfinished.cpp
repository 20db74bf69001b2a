// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/unfinished.h"

#include "ui/widgets/searchline.h"
#include "ui/widgets/secretedit.h"
#include "ui/widgets/undobar.h"

#include <QAbstractSpinBox>
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

// A spin box takes what is typed when it is left, and its line stays modified for good.
bool holdsTyped(const QLineEdit *line)
{
    return line->isModified() && !line->text().isEmpty() && !isSearchLine(line) && !qobject_cast<const QAbstractSpinBox *>(line->parent());
}

} // namespace

bool holdsSomethingUnfinished(const QWidget &window)
{
    return anyOf<QDialog>(window, [](const QDialog *dialog) { return !dialog->isHidden(); })
           || anyOf<UndoBar>(window, [](const UndoBar *bar) { return !bar->isHidden(); })
           || anyOf<SecretEdit>(window, [](const SecretEdit *edit) { return edit->isDisplaying(); }) || anyOf<QLineEdit>(window, holdsTyped)
           || anyOf<QPlainTextEdit>(window, [](const QPlainTextEdit *text) { return text->document()->isModified(); });
}

} // namespace homeport
