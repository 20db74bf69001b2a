// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>
#include <QWidget>

namespace homeport::test {

inline void settle() // layouts, polishing, zero timers
{
    for (int i = 0; i < 6; ++i)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

// What looks at the scenes: a tool that takes pictures of them, a test that searches them for what is wrong.
class Camera
{
public:
    explicit Camera(QString suffix) : m_suffix(std::move(suffix)) {}
    virtual ~Camera() = default;
    Q_DISABLE_COPY_MOVE(Camera)

    void take(QWidget &widget, const QString &name)
    {
        settle();
        look(widget, QStringLiteral("%1-%2").arg(name, m_suffix));
    }

protected:
    virtual void look(QWidget &widget, const QString &name) = 0; // once everything is in its place

private:
    QString m_suffix;
};

} // namespace homeport::test
