// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/firstrunshots.h"

#include "tests/ui/camera.h"
#include "tests/ui/firstrunsamples.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"

#include <QPushButton>

#include <functional>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

struct Shooting
{
    Theme &theme;
    Camera &camera;
    QSize size;

    using Act = std::function<void(QWidget &page)>;
    void take(World &world, int step, const QString &name, const Act &act = {}) const
    {
        world.settings.setUp = {FirstRun::State::Begun, step};
        MainWindow window(world.services(), theme);
        window.resize(size);
        window.show();
        settle();
        if (act)
            act(*window.findChild<QWidget *>(u"firstRunPage"_s));
        camera.take(window, name);
    }
};

void press(QWidget &page, const QString &name)
{
    page.findChild<QPushButton *>(name)->click();
    settle();
}

void fillUsed(World &world)
{
    fillFresh(world);
    world.accounts.set(
        {sampleAccount(1, u"Work"_s), sampleAccount(2, u"Shared research account of the platform group"_s, Account::State::NeedsSignIn)});
    world.tools.change = sampleConfigure();
    world.tools.set(freshTools());
}

void takeFull(const Shooting &shooting)
{
    World world;
    fillUsed(world);
    shooting.take(world, 1, u"firstrun-2-full"_s);
    shooting.take(world, 2, u"firstrun-3-code"_s, [](QWidget &page) { press(page, u"makeRecoveryCode"_s); });
    shooting.take(world, 2, u"firstrun-3-kept"_s);
    shooting.take(world, 3, u"firstrun-4-full"_s);
    shooting.take(world, 3, u"firstrun-4-changes"_s, [](QWidget &page) { press(page, u"firstRunChanges_codex"_s); });
    shooting.take(world, 3, u"firstrun-4-done"_s, [&world](QWidget &page) {
        press(page, u"firstRunSetUp"_s);
        world.tools.set({sampleTool(u"codex"_s, u"Codex CLI"_s, ToolState::Configured)});
        world.tools.report = {200, 35, 12, {}, u"http://127.0.0.1:8642"_s, u"http://127.0.0.1:8642"_s};
        press(page, u"firstRunTest"_s);
    });
}

void takeTrouble(const Shooting &shooting)
{
    World world;
    fillUsed(world);
    world.overview.set(portTaken());
    shooting.take(world, 0, u"firstrun-1-failed"_s);
    shooting.take(world, 0, u"firstrun-1-port"_s, [](QWidget &page) { press(page, u"firstRunOtherPort"_s); });
    world.demo.failWith = Error{Error::Code::Unavailable, {}};
    shooting.take(world, 1, u"firstrun-2-demo"_s, [](QWidget &page) { press(page, u"firstRunDemo"_s); });
    Overview locked = overviewWithoutCode();
    locked.vault = Overview::VaultState::Locked;
    locked.vaultAsksPassphrase = true;
    world.overview.set(locked);
    shooting.take(world, 2, u"firstrun-3-locked"_s);
    world.overview.set(overviewWithoutCode());
    world.overview.failWith = Error{Error::Code::Storage, u"disk full"_s};
    shooting.take(world, 2, u"firstrun-3-failed"_s, [](QWidget &page) { press(page, u"makeRecoveryCode"_s); });
    world.tools.failWith = Error{Error::Code::Storage, u"/home/me/.codex/config.toml is read-only"_s};
    shooting.take(world, 3, u"firstrun-4-failed"_s, [](QWidget &page) { press(page, u"firstRunSetUp"_s); });
    world.tools.set(sampleTools());
    shooting.take(world, 3, u"firstrun-4-refused"_s, [&world](QWidget &page) {
        world.tools.report = {401, 12, 0, u"This Homeport key was revoked or is not known yet: try again, or give this tool another key."_s,
                              {},  {}};
        press(page, u"firstRunTest"_s);
    });
}

} // namespace

void takeFirstRun(Theme &theme, Camera &camera, const QSize &size)
{
    const Shooting shooting{theme, camera, size};
    World fresh;
    fillFresh(fresh);
    shooting.take(fresh, 0, u"firstrun-1"_s);
    shooting.take(fresh, 1, u"firstrun-2"_s);
    shooting.take(fresh, 2, u"firstrun-3"_s);
    fresh.tools.set({});
    shooting.take(fresh, 3, u"firstrun-4-empty"_s);
    takeFull(shooting);
    takeTrouble(shooting);
}

} // namespace homeport::test
