// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/camera.h"

#include <QDir>
#include <QPixmap>
#include <QTextStream>

namespace homeport::test {

// Writes each look into a folder, as "overview-empty-light-760.png".
class PictureCamera final : public Camera
{
public:
    PictureCamera(QDir folder, const QString &suffix) : Camera(suffix), m_folder(std::move(folder)) {}

protected:
    void look(QWidget &widget, const QString &name) override
    {
        const QString path = m_folder.filePath(name + QStringLiteral(".png"));
        if (!widget.grab().save(path))
            qFatal("cannot write %s", qPrintable(path));
        QTextStream(stdout) << path << Qt::endl;
    }

private:
    QDir m_folder;
};

} // namespace homeport::test
