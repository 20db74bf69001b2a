// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QSize;

namespace homeport {
class Theme;
}

namespace homeport::test {

class Camera;

void takeSettings(Theme &theme, Camera &camera, const QSize &size); // the page at several places, and its dialogs

} // namespace homeport::test
