// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/proxyshots.h"

#include "tests/ui/camera.h"
#include "tests/ui/fakes.h"
#include "ui/mainwindow.h"
#include "ui/proxies/bypassdialog.h"
#include "ui/proxies/proxychoicedialog.h"
#include "ui/proxies/proxydialog.h"
#include "ui/theme/theme.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

void fill(World &world, bool trouble)
{
    world.accounts.providers = sampleProviders();
    world.overview.set(listeningOverview());
    world.proxies.set(
        {sampleProxy(1, u"Office"_s, Proxy::Kind::Http), sampleProxy(2, u"Frankfurt exit"_s),
         sampleProxy(3, u"A spare one with quite a long name, for the time when nothing else works any more"_s, Proxy::Kind::Https)});
    world.proxies.chosenDefault = 1;
    world.proxies.users = {{1, {u"Work"_s, u"OpenRouter"_s}}, {2, {u"Research"_s}}};
    ProxyHealth &office = world.proxies.health[1];
    office.state = ProxyHealth::Good;
    office.exitAddress = u"198.51.100.23"_s;
    office.latency = std::chrono::milliseconds(48);
    if (!trouble)
        return;
    ProxyHealth &exit = world.proxies.health[2];
    exit.state = ProxyHealth::Down;
    exit.why = u"The proxy proxy2.example.com:1080 refused its login or password: correct them."_s;
    exit.nextTry = QDateTime(QDate(2026, 3, 4), QTime(14, 3, 21), Qt::UTC);
    world.proxies.shared = {{u"198.51.100.23"_s, {u"Work"_s, u"OpenRouter"_s}}};
}

void takePage(World &world, Theme &theme, Camera &camera, const QSize &size, const QString &name)
{
    MainWindow window(world.services(), theme);
    window.resize(size);
    window.show();
    window.showPage(MainWindow::Page::Proxies);
    camera.take(window, name);
}

} // namespace

void takeProxies(Theme &theme, Camera &camera, const QSize &size)
{
    World empty;
    empty.overview.set(listeningOverview());
    takePage(empty, theme, camera, size, u"proxies-empty"_s);
    World full;
    fill(full, false);
    takePage(full, theme, camera, size, u"proxies-full"_s);
    World trouble;
    fill(trouble, true);
    takePage(trouble, theme, camera, size, u"proxies-trouble"_s);
}

void takeProxyDialogs(Theme &theme, Camera &camera)
{
    World world;
    fill(world, false);
    ProxyDialog add(world.services(), theme, nullptr);
    add.show();
    camera.take(add, u"proxy-add"_s);
    add.findChild<QLineEdit *>(u"password"_s)->setText(u"secret"_s);
    add.findChild<QPushButton *>(u"save"_s)->click();
    camera.take(add, u"proxy-problems"_s);
    const ProxyInfo known = world.proxies.proxies().first();
    ProxyDialog edit(world.services(), theme, &known);
    edit.show();
    camera.take(edit, u"proxy-edit"_s);
    BypassDialog bypass(world.proxies, theme);
    bypass.show();
    camera.take(bypass, u"proxy-bypass"_s);
    Account account = sampleAccount(1, u"Work"_s);
    account.proxies.mode = ProxyChoice::Mode::List;
    account.proxies.ids = {2, 1};
    ProxyChoiceDialog choice(world.proxies, theme, account);
    choice.show();
    camera.take(choice, u"proxy-choice"_s);
}

} // namespace homeport::test
