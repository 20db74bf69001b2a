// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

namespace homeport {
class Theme;
}

namespace homeport::test {

class Camera;

void takeTools(Theme &theme, Camera &camera, const QSize &size);
void takeToolDialogs(Theme &theme, Camera &camera);

} // namespace homeport::test
