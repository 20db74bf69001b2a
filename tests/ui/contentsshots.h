// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

namespace homeport {
class Theme;
}

namespace homeport::test {

class Camera;

// What is kept of requests and answers: on the Activity and Keys pages, and the dialogs that show and delete it.
void takeContents(Theme &theme, Camera &camera, const QSize &size);
void takeContentsDialogs(Theme &theme, Camera &camera);

} // namespace homeport::test
