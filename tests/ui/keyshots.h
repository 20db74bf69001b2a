// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QSize;

namespace homeport {

class Theme;

namespace test {

class Camera;

void takeKeys(Theme &theme, Camera &camera, const QSize &size);
void takeKeyDialogs(Theme &theme, Camera &camera);
void takeRouting(Theme &theme, Camera &camera, const QSize &size);
void takeRoutingDialogs(Theme &theme, Camera &camera);

} // namespace test
} // namespace homeport
