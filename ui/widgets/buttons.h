// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <initializer_list>

class QHBoxLayout;
class QPushButton;
class QToolButton;
class QWidget;

namespace homeport {

class Theme;

// Buttons by role of the style sheet, each with an accessible name.
[[nodiscard]] QPushButton *makeButton(const QString &text, QWidget *parent);
[[nodiscard]] QPushButton *makeButton(const Theme &theme, const QString &icon, const QString &text, QWidget *parent);
[[nodiscard]] QPushButton *makePrimaryButton(const QString &text, QWidget *parent);
[[nodiscard]] QPushButton *makeLinkButton(const Theme &theme, const QString &icon, const QString &text, QWidget *parent);
// Only an icon: @p name is tooltip and accessible name.
[[nodiscard]] QToolButton *makeIconButton(const Theme &theme, const QString &icon, const QString &name, QWidget *parent);

// One of several views of the same thing, checkable; it shows in bold which one is seen. @p title is the accessible name as well.
[[nodiscard]] QToolButton *makeSegment(const QString &title, QWidget *parent);

// The foot of a dialog: @p buttons at its end, the one that does it last. To be added to the dialog's layout.
[[nodiscard]] QHBoxLayout *makeButtonRow(std::initializer_list<QWidget *> buttons);

} // namespace homeport
