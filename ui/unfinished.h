// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace homeport {

// Whether something in @p window would be lost with it: an open dialog, text that somebody typed and that was not taken yet, a secret that is
// shown only now, a removal that can still be undone. True also while the window itself is hidden.
[[nodiscard]] bool holdsSomethingUnfinished(const QWidget &window);

} // namespace homeport
