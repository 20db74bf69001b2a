// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

namespace homeport {
class Theme;
}

namespace homeport::test {

class Camera;

void takeFirstRun(Theme &theme, Camera &camera, const QSize &size);

} // namespace homeport::test
