// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/desktopshots.h"

#include "tests/ui/camera.h"
#include "tests/ui/fakes.h"
#include "ui/desktop/traymenu.h"
#include "ui/desktop/traytext.h"
#include "ui/mainwindow.h"
#include "ui/settings/desktopcard.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

void fill(World &world)
{
    world.accounts.providers = sampleProviders();
    world.overview.set(listeningOverview());
    world.accounts.set({sampleAccount(1, u"Claude work"_s), sampleAccount(2, u"OpenRouter"_s, Account::State::Paused),
                        sampleAccount(3, u"Shared research account of the platform group"_s, Account::State::NeedsSignIn)});
    const QDateTime now = QDateTime::currentDateTimeUtc();
    world.routing.setLimits(1, {{}, {{u"5h"_s, {}, 0.82, -1, -1, now.addSecs(4000), u"header"_s, now.addSecs(-20)}}});
    world.usage.givenReport.emplace();
    world.usage.givenReport->total.cost = 1'240'000'000;
}

void takeMenu(World &world, Camera &camera, const QString &name)
{
    TrayMenu tray(world.services());
    tray.menu().popup(QPoint(40, 40));
    camera.take(tray.menu(), name);
    auto *accounts = tray.menu().findChild<QMenu *>(u"trayAccounts"_s);
    tray.menu().close();
    accounts->popup(QPoint(40, 40));
    camera.take(*accounts, name + u"-accounts");
    accounts->close();
}

// All of them on a light and on a dark panel.
void takeIcons(Camera &camera)
{
    QWidget panel;
    auto *rows = new QVBoxLayout(&panel);
    for (const char *color : {"#f2f2f2", "#1e1e1e"}) {
        auto *row = new QWidget(&panel);
        row->setStyleSheet(u"background: %1"_s.arg(QLatin1StringView(color)));
        auto *line = new QHBoxLayout(row);
        for (const int size : {16, 22, 32, 64}) {
            for (const TraySign sign : {TraySign::Running, TraySign::Busy, TraySign::Paused, TraySign::Locked, TraySign::NotListening}) {
                auto *icon = new QLabel(row);
                icon->setPixmap(trayIcon(sign).pixmap(QSize(size, size), 1.0));
                line->addWidget(icon);
            }
        }
        rows->addWidget(row);
    }
    panel.show();
    camera.take(panel, u"tray-icons"_s);
}

} // namespace

void takeDesktop(Theme &theme, Camera &camera, const QSize &size)
{
    World world;
    fill(world);
    MainWindow window(world.services(), theme);
    window.resize(size);
    window.show();
    window.findChild<QAction *>(u"commandPalette"_s)->trigger();
    auto *palette = window.findChild<QDialog *>(u"commandPaletteDialog"_s);
    camera.take(*palette, u"palette"_s);
    palette->findChild<QLineEdit *>(u"commandFilter"_s)->setText(u"account"_s);
    camera.take(*palette, u"palette-found"_s);
    palette->findChild<QLineEdit *>(u"commandFilter"_s)->setText(u"zebra"_s);
    camera.take(*palette, u"palette-none"_s);
    palette->close();
    window.findChild<QAction *>(u"desktopSettings"_s)->trigger();
    camera.take(window, u"settings-desktop"_s);
}

void takeTray(Theme &theme, Camera &camera)
{
    World world;
    fill(world);
    takeMenu(world, camera, u"tray"_s);
    Overview overview = listeningOverview();
    overview.relay = Overview::Relay::Stopped;
    world.overview.set(overview);
    takeMenu(world, camera, u"tray-paused"_s);
    takeIcons(camera);

    world.loginStart.value = {true, true, true, u"/opt/homeport-0.0.9/bin/homeport --hidden --state-dir /srv/homeport"_s};
    world.settings.noticesChosen.quiet = true;
    DesktopCard card(world.services(), theme);
    card.setProperty("role", u"page"_s);
    card.resize(640, card.sizeHint().height());
    card.show();
    camera.take(card, u"desktop-card"_s);
    world.settings.tray = false;
    world.loginStart.value = {false, false, false, {}};
    DesktopCard without(world.services(), theme);
    without.resize(640, without.sizeHint().height());
    without.show();
    camera.take(without, u"desktop-card-none"_s);
}

} // namespace homeport::test
