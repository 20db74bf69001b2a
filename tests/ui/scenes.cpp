// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/scenes.h"

#include "tests/ui/accountshots.h"
#include "tests/ui/activityshots.h"
#include "tests/ui/camera.h"
#include "tests/ui/contentsshots.h"
#include "tests/ui/desktopshots.h"
#include "tests/ui/fakes.h"
#include "tests/ui/firstrunshots.h"
#include "tests/ui/keyshots.h"
#include "tests/ui/proxyshots.h"
#include "tests/ui/quotashots.h"
#include "tests/ui/settingsshots.h"
#include "tests/ui/toolshots.h"
#include "tests/ui/transfershots.h"
#include "tests/ui/usageshots.h"
#include "ui/accounts/addkeydialog.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

enum class Filling { Empty, Full, Bad };

void fill(World &world, Filling filling)
{
    world.accounts.providers = sampleProviders();
    Overview overview = listeningOverview();
    if (filling == Filling::Bad) {
        overview.relay = Overview::Relay::Failed;
        overview.relayError = {Error::Code::Conflict, u"address in use"_s};
        overview.vault = Overview::VaultState::Locked;
        overview.vaultAsksPassphrase = true;
        overview.vaultError = {Error::Code::Unauthorized, u"wrong passphrase"_s};
    }
    overview.demo = filling == Filling::Full;
    overview.hasRecoveryCode = filling != Filling::Full;
    if (filling != Filling::Empty) {
        overview.keys = {sampleKey(1, u"Claude Code"_s),
                         sampleKey(2, u"Nightly evaluation scripts of the whole team on this workstation"_s)};
        Account router = sampleAccount(2, u"OpenRouter"_s, Account::State::Paused);
        router.providerId = u"openrouter"_s;
        router.credential = Account::Credential::OAuth;
        router.baseUrl = u"https://openrouter.ai/api"_s;
        Account longName = sampleAccount(3, u"Shared research account of the platform group"_s, Account::State::NeedsSignIn);
        longName.providerId = u"anthropic-compatible"_s;
        longName.baseUrl = u"https://gateway.internal.example.com/llm/anthropic/eu-central-1/production"_s;
        world.accounts.set({sampleAccount(1, u"Work"_s), router, longName});
        QList<RequestRecord> requests = sampleRequests(1, 60);
        using enum RequestRecord::Outcome;
        const RequestRecord::Outcome outcomes[] = {Refused, UpstreamFailed, UpstreamClosed, ClientClosed, TimedOut, Cancelled};
        for (quint64 i = 0; i < 6; ++i)
            requests << sampleRequest(61 + i, outcomes[i]);
        requests << sampleRequest(67) << sampleRequest(68, Running) << sampleRequest(69, Running);
        requests.last().tool = u"a-rather-long-tool-name-from-a-user-agent/12.34.56"_s;
        requests.last().status = 0;
        requests.last().firstByteMs = -1;
        world.requests.apply(requests);
    }
    world.overview.set(overview);
}

void takePages(World &world, Theme &theme, Camera &camera, const QSize &size, const QString &what)
{
    MainWindow window(world.services(), theme);
    window.resize(size);
    window.show();
    camera.take(window, u"overview-"_s + what);
    if (what == u"empty") {
        auto *menu = window.menuBar()->actions().first()->menu();
        menu->popup(window.mapToGlobal(QPoint(8, 28)));
        camera.take(*menu, u"menu"_s);
        menu->close();
    }
    window.showPage(MainWindow::Page::Accounts);
    if (what == u"full") {
        window.findChild<QWidget *>(u"account2"_s)->findChild<QToolButton *>(u"remove"_s)->click();
    } else if (what == u"bad") {
        world.accounts.failWith = Error{Error::Code::Storage, u"disk full"_s};
        window.findChild<QWidget *>(u"account1"_s)->findChild<QToolButton *>(u"pause"_s)->click();
    }
    camera.take(window, u"accounts-"_s + what);
    window.showPage(MainWindow::Page::Activity);
    auto *table = window.findChild<QTableView *>(u"requests"_s);
    if (what == u"full")
        table->selectRow(4);
    camera.take(window, u"activity-"_s + what);
    if (what == u"full") {
        window.showPage(MainWindow::Page::Overview);
        window.findChild<QPushButton *>(u"openKeyForm"_s)->click();
        camera.take(window, u"overview-keyform"_s);
        window.findChild<QPushButton *>(u"createKey"_s)->click();
        camera.take(window, u"overview-newkey"_s);
        window.findChild<QPushButton *>(u"makeRecoveryCode"_s)->click();
        camera.take(window, u"overview-recovery"_s);
        window.findChild<QWidget *>(u"overviewPage"_s)
            ->findChild<QLineEdit *>(u"newKey"_s)
            ->parentWidget()
            ->findChild<QToolButton *>(u"reveal"_s)
            ->click();
        window.findChild<QToolButton *>(u"segment4"_s)->click();
        auto *area = window.findChild<QWidget *>(u"overviewPage"_s)->findChild<QScrollArea *>();
        settle();
        area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
        camera.take(window, u"overview-curl"_s);
    }
}

void takeAllPages(Theme &theme, Camera &camera, const QSize &size)
{
    for (const auto &[filling, what] :
         {std::pair{Filling::Empty, u"empty"_s}, std::pair{Filling::Full, u"full"_s}, std::pair{Filling::Bad, u"bad"_s}}) {
        World world;
        fill(world, filling);
        takePages(world, theme, camera, size, what);
    }
}

void takeAddKey(Theme &theme, Camera &camera)
{
    World world;
    fill(world, Filling::Full);
    AddKeyDialog dialog(world.services(), theme);
    dialog.show();
    camera.take(dialog, u"addkey"_s);
    dialog.findChild<QComboBox *>(u"provider"_s)->setCurrentIndex(1);
    dialog.findChild<QLineEdit *>(u"baseUrl"_s)->setText(u"http://gateway.example.com"_s);
    dialog.findChild<QLineEdit *>(u"name"_s)->setText(u"Work"_s);
    dialog.findChild<QPushButton *>(u"add"_s)->click();
    dialog.findChild<QCheckBox *>(u"allowHttp"_s)->setChecked(true);
    dialog.findChild<QPushButton *>(u"add"_s)->click();
    camera.take(dialog, u"addkey-problems"_s);
}

// A scene that needs no window has no use for its size.
std::function<void(Theme &, Camera &, const QSize &)> withoutSize(void (*play)(Theme &, Camera &))
{
    return [play](Theme &theme, Camera &camera, const QSize &) { play(theme, camera); };
}

} // namespace

QList<Scene> pageScenes()
{
    return {{u"pages"_s, &takeAllPages},    {u"accounts"_s, &takeAccounts}, {u"settings"_s, &takeSettings}, {u"proxies"_s, &takeProxies},
            {u"tools"_s, &takeTools},       {u"keys"_s, &takeKeys},         {u"routing"_s, &takeRouting},   {u"usage"_s, &takeUsage},
            {u"activity"_s, &takeActivity}, {u"contents"_s, &takeContents}, {u"quotas"_s, &takeQuotas},     {u"desktop"_s, &takeDesktop},
            {u"first run"_s, &takeFirstRun}};
}

QList<Scene> dialogScenes()
{
    return {{u"add key"_s, withoutSize(&takeAddKey)},
            {u"sign-in"_s, withoutSize(&takeSignIn)},
            {u"service account"_s, withoutSize(&takeServiceAccount)},
            {u"proxy dialogs"_s, withoutSize(&takeProxyDialogs)},
            {u"tool dialogs"_s, withoutSize(&takeToolDialogs)},
            {u"transfer"_s, withoutSize(&takeTransfer)},
            {u"key dialogs"_s, withoutSize(&takeKeyDialogs)},
            {u"contents dialogs"_s, withoutSize(&takeContentsDialogs)},
            {u"routing dialogs"_s, withoutSize(&takeRoutingDialogs)},
            {u"tray"_s, withoutSize(&takeTray)}};
}

} // namespace homeport::test
