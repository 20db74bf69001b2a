// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QWidget;

// Looks at a whole window the way a screen reader, a keyboard or a picky eye would.
namespace homeport::test {

// Widgets that take the keyboard focus but have no accessible name.
[[nodiscard]] QStringList namelessFocusWidgets(const QWidget *root);
// Visible, enabled widgets of @p root that Tab does not reach in one round.
[[nodiscard]] QStringList unreachableByTab(QWidget *root);
// Visible labels and buttons whose text needs more room than they have, and whatever holds a text and reaches beyond an edge.
[[nodiscard]] QStringList cutOffTexts(const QWidget *root);
// Which widget it is, for the message of a test.
[[nodiscard]] QString describe(const QWidget *widget);
// Parts Qt puts inside its own widgets: the clear button of a line edit, a combo box's list.
[[nodiscard]] bool isInner(const QWidget *widget);
// Tab leads to it.
[[nodiscard]] bool takesTab(const QWidget *widget);

} // namespace homeport::test
