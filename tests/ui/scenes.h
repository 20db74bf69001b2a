// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QSize>
#include <QString>

#include <functional>

namespace homeport {
class Theme;
}

namespace homeport::test {

class Camera;

// A part of the window in its states: empty, full and in trouble. Sets it up, and calls the camera at each state worth a look.
struct Scene
{
    QString name;
    std::function<void(Theme &theme, Camera &camera, const QSize &window)> play;
};

// Every page, in a window of the given size.
[[nodiscard]] QList<Scene> pageScenes();
// Every dialog, and the tray's menu: they have sizes of their own.
[[nodiscard]] QList<Scene> dialogScenes();

} // namespace homeport::test
