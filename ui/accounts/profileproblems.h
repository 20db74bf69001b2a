// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/profile.h"

#include <vector>

class QWidget;

namespace homeport {

class Banner;
class Theme;

// Says which of the user's provider files were left out, and why; null when none was.
[[nodiscard]] Banner *makeProfileProblems(const std::vector<ProfileProblem> &problems, const Theme &theme, QWidget *parent);

} // namespace homeport
