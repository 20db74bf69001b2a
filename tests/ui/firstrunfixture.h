// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/firstrunsamples.h"
#include "ui/firstrun/firstrunpage.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include <memory>

namespace homeport::test {

// The set-up in a window of its own, and how tests press and read it.
class FirstRunFixture
{
public:
    FirstRunFixture() { fillFresh(world); }

    [[nodiscard]] bool open()
    {
        page = std::make_unique<FirstRunPage>(world.services(), theme);
        page->resize(700, 640);
        page->show();
        return QTest::qWaitForWindowActive(page.get());
    }
    [[nodiscard]] bool openAt(int step)
    {
        world.settings.setUp = {FirstRun::State::Begun, step};
        return open();
    }

    template <typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        return page->findChild<T *>(name);
    }
    void press(const QString &name) const { child<QPushButton>(name)->click(); }
    [[nodiscard]] QString title() const { return child<QLabel>(QStringLiteral("firstRunTitle"))->text(); }
    [[nodiscard]] QString texts(const QString &name) const { return dumpTexts(child<QWidget>(name)); }
    [[nodiscard]] bool isShown(const QString &name) const { return child<QWidget>(name)->isVisible(); }
    [[nodiscard]] bool hasFocus(const QString &name) const { return QApplication::focusWidget() == child<QWidget>(name); }

    Theme theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light};
    World world;
    std::unique_ptr<FirstRunPage> page; // goes first
};

} // namespace homeport::test
