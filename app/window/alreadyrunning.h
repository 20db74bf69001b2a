// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QProcessEnvironment>

namespace homeport {

// Whether a program that is started with @p environment can show a window to anybody; where it can't, Qt would end it.
[[nodiscard]] bool hasDisplay(const QProcessEnvironment &environment);

// WindowParts::tell: a box that says why this start shows no window. Until it is closed; at once where nobody would see it.
void tellAlreadyRunning(int &argc, char **argv, const Error &error);

} // namespace homeport
