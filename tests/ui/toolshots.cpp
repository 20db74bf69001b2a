// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/toolshots.h"

#include "tests/ui/camera.h"
#include "tests/ui/fakes.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/tools/tooldialog.h"

#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

void takePage(World &world, Theme &theme, Camera &camera, const QSize &size, const QString &name)
{
    MainWindow window(world.services(), theme);
    window.resize(size);
    window.show();
    window.showPage(MainWindow::Page::Tools);
    camera.take(window, name);
    if (name != u"tools-full")
        return;
    QWidget *page = window.findChild<QWidget *>(u"toolsPage"_s);
    page->findChild<QPushButton *>(u"otherTools"_s)->click();
    page->findChild<QPushButton *>(u"makeLinesKey"_s)->click();
    settle();
    QScrollBar *bar = page->findChild<QScrollArea *>()->verticalScrollBar();
    bar->setValue(bar->maximum());
    camera.take(window, u"tools-lines"_s);
}

} // namespace

void takeTools(Theme &theme, Camera &camera, const QSize &size)
{
    World empty;
    empty.overview.set(listeningOverview());
    takePage(empty, theme, camera, size, u"tools-loading"_s);
    QList<ToolEntry> none;
    for (const ToolEntry &entry : sampleTools())
        none << sampleTool(entry.id, entry.name, ToolState::NotInstalled);
    empty.tools.set(none);
    takePage(empty, theme, camera, size, u"tools-empty"_s);
    World full;
    full.overview.set(listeningOverview());
    full.tools.set(sampleTools());
    takePage(full, theme, camera, size, u"tools-full"_s);
    ToolsView after = full.tools.tools();
    after.stranded = {u"Claude Code"_s, u"Gemini CLI"_s, u"Zed"_s};
    full.tools.setView(after);
    MainWindow window(full.services(), theme);
    window.resize(size);
    window.show();
    camera.take(window, u"overview-stranded"_s);
    World bad;
    Overview down = listeningOverview();
    down.relay = Overview::Relay::Failed;
    bad.overview.set(down);
    QList<ToolEntry> broken = sampleTools();
    broken[0].status.problem = u"/home/me/.claude/settings.json: line 12, column 3: a comma or } is missing"_s;
    broken[1].keyRevoked = true;
    bad.tools.set(broken, {});
    takePage(bad, theme, camera, size, u"tools-trouble"_s);
    bad.tools.setView({ToolsView::Load::Failed,
                       {Error::Code::Invalid, u"/home/me/.local/share/homeport/tools.json is damaged, or of a newer Homeport."_s},
                       {},
                       {}});
    takePage(bad, theme, camera, size, u"tools-error"_s);
}

void takeToolDialogs(Theme &theme, Camera &camera)
{
    World world;
    world.overview.set(listeningOverview());
    world.tools.set(sampleTools());
    const QList<ToolEntry> tools = sampleTools();
    world.tools.change = sampleConfigure();
    world.tools.change.takenOver = {u"model_provider in /home/me/.codex/config.toml"_s};
    world.tools.change.conflicts = {{u"OPENAI_API_KEY"_s, u"It goes before the file's key."_s}};
    world.tools.change.origins = {{u"OPENAI_API_KEY"_s, u"/home/me/.bashrc, line 3"_s}};
    ToolDialog warned(world.services(), theme, tools[2], ToolChange::Kind::Configure);
    warned.show();
    camera.take(warned, u"tool-configure-warned"_s);
    world.tools.change = sampleConfigure();
    ToolDialog configure(world.services(), theme, tools[2], ToolChange::Kind::Configure);
    configure.show();
    camera.take(configure, u"tool-configure"_s);
    configure.findChild<QPushButton *>(u"apply"_s)->click();
    settle();
    world.tools.report = {200, 35, 12, {}, u"http://127.0.0.1:8642"_s, u"http://127.0.0.1:8642"_s};
    configure.findChild<QPushButton *>(u"test"_s)->click();
    camera.take(configure, u"tool-configured"_s);
    world.tools.change = sampleRestore();
    ToolDialog restore(world.services(), theme, tools[0], ToolChange::Kind::Restore);
    restore.show();
    camera.take(restore, u"tool-restore"_s);
    world.tools.refuse = Error{Error::Code::NotFound, u"This tool must be told a model."_s};
    ToolDialog model(world.services(), theme, tools[4], ToolChange::Kind::Configure);
    model.show();
    camera.take(model, u"tool-model"_s);
    world.tools.refuse = Error{Error::Code::Unauthorized,
                               u"/home/me/.claude/settings.json is a link that leads outside of /home/me: replace it by a file."_s};
    ToolDialog refused(world.services(), theme, tools[0], ToolChange::Kind::Configure);
    refused.show();
    camera.take(refused, u"tool-refused"_s);
}

} // namespace homeport::test
