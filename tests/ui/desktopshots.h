// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QSize;

namespace homeport {
class Theme;
}

namespace homeport::test {

class Camera;

void takeDesktop(Theme &theme, Camera &camera, const QSize &size); // the palette over the window, and the dialog of the card
void takeTray(Theme &theme, Camera &camera);                       // the menu in its states, and the icons

} // namespace homeport::test
