// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QWidget;

namespace homeport::test {

// A widget and all that is visible below it as a screen reader gets them.
struct ReadAloud
{
    QStringList lines;    // "Button "Add API key" focusable", indented by depth; lists and tables without their items
    QStringList nameless; // of these, what one can act on or what takes the focus, but has no name
};
[[nodiscard]] ReadAloud readAloud(QWidget *root);

// What is visible and enabled in @p root's window, but not reached by Tab (in exclusive groups by arrow keys), and what keeps the focus.
// Presses these keys; buttons that are thereby chosen emit nothing, and are as they were afterwards.
[[nodiscard]] QStringList keyboardProblems(QWidget *root);

} // namespace homeport::test
