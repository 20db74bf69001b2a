// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLineEdit;

namespace homeport {

class Theme;

// Makes @p line one to search by: a lens before the words, and behind them the button that clears them; both are named for screen readers.
void makeSearchLine(QLineEdit *line, const Theme &theme);
// Only the button.
void addClearButton(QLineEdit *line);
// Whether it is one of these: what is typed there only says what to show, and nothing is lost with it.
[[nodiscard]] bool isSearchLine(const QLineEdit *line);

} // namespace homeport
