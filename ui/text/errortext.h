// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace homeport {

// An Error in words for people: one translated sentence by its code. The technical detail, when there
// is one, follows in the second form: "The provider could not be reached. (connection refused)".
[[nodiscard]] QString errorText(Error::Code code);
[[nodiscard]] QString errorText(const Error &error);

} // namespace homeport
