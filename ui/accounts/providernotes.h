// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace homeport {

// Notes and steps of the bundled provider files in the language of the window: the files are English. What a file of the user's says
// stays as it is.
[[nodiscard]] QString providerNote(const QString &english);

[[nodiscard]] QStringList knownProviderNotes(); // in English, for tests

} // namespace homeport
