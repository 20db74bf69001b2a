// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/architecture/sourcetext.h"

#include <QList>

namespace homeport::architecture {

// Every text file of the project below @p root, sorted by path: not what git or a build put there, and
// no binary file.
[[nodiscard]] QList<SourceFile> readSourceTree(const QString &root);

} // namespace homeport::architecture
