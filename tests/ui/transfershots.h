// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace homeport {
class Theme;
}

namespace homeport::test {

class Camera;

void takeTransfer(Theme &theme, Camera &camera); // the dialogs of import and export

} // namespace homeport::test
