// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

namespace homeport {

// What a tool runs, from any shell and at any time, to be told its key. Pure but for looking whether files are there.

// homeportctl, absolute: @p beside if it is there, else from PATH. Inside an AppImage (APPIMAGE is set) only from PATH, and not out of
// the image's mount: that is gone after this run. Empty: there is none that lasts.
[[nodiscard]] QString findToolHelper(const QString &beside, const QProcessEnvironment &environment);
// Its arguments, which make it print the key of @p tool, whatever the environment it runs in says. @p stateDir is absolute.
[[nodiscard]] QStringList toolKeyArguments(const QString &stateDir, const QString &tool);

} // namespace homeport
