// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

class QWidget;

// Type sizes, relative to the user's own font.
namespace homeport {

[[nodiscard]] QFont pageTitleFont();
[[nodiscard]] QFont titleFont(); // cards and dialogs
[[nodiscard]] QFont strongFont();
[[nodiscard]] QFont smallFont();
[[nodiscard]] QFont monospaceFont(); // endpoints, keys, code
[[nodiscard]] QFont tabularFont();   // numbers below each other

} // namespace homeport
