// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>

namespace homeport {
class Theme;
}

namespace homeport::test {

// The README's pictures: an ordinary day of somebody with some accounts and tools. Each light and dark, e.g. "usage-dark.png".
void takePictures(Theme &theme, const QDir &folder);

} // namespace homeport::test
