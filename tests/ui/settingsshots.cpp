// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/settingsshots.h"

#include "tests/ui/camera.h"
#include "tests/ui/fakes.h"
#include "ui/mainwindow.h"
#include "ui/settings/pricesdialog.h"
#include "ui/settings/restoredialog.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

void fill(World &world)
{
    world.accounts.providers = sampleProviders();
    world.overview.set(listeningOverview());
    world.relaySettings.value.secondAddress = u"127.0.0.2"_s;
    world.relaySettings.value.backupEvery = u"daily"_s;
    world.upkeep.state = {1'204'331, QDateTime({2026, 1, 3}, {8, 0}, Qt::UTC).toMSecsSinceEpoch(), 231'000'000};
    world.backups.passphrase = "known";
    world.backups.value.folder = u"/home/user/.local/share/homeport/backups"_s;
    world.backups.value.dueAt = QDateTime({2026, 11, 26}, {8, 30}, Qt::UTC);
    world.backups.value.made = sampleBackups(3);
    world.proxies.set({sampleProxy(1, u"office"_s)});
}

QString translated(const char *text)
{
    return QCoreApplication::translate("homeport::SettingsPage", text);
}

void scrollTo(MainWindow &window, const char *title, Camera &camera, const QString &name)
{
    auto *page = window.findChild<QWidget *>(u"settingsPage"_s);
    settle();
    const QString wanted = translated("Go to %1").arg(translated(title));
    for (QPushButton *button : page->findChildren<QPushButton *>()) {
        if (button->accessibleName() == wanted)
            button->click();
    }
    camera.take(window, name);
}

} // namespace

void takeSettings(Theme &theme, Camera &camera, const QSize &size)
{
    World world;
    fill(world);
    MainWindow window(world.services(), theme);
    window.resize(size);
    window.show();
    window.showPage(MainWindow::Page::Settings);
    camera.take(window, u"settings-top"_s);
    scrollTo(window, "Time-outs", camera, u"settings-timeouts"_s);
    scrollTo(window, "Prices", camera, u"settings-prices"_s);
    scrollTo(window, "Backups", camera, u"settings-backups"_s);
    scrollTo(window, "Log", camera, u"settings-end"_s);
    world.relaySettings.byOption = {{u"port"_s, u"--port"_s}, {u"log-level"_s, u"--log-level"_s}};
    world.relaySettings.wrong = {
        u"settings.ini: max-body-mib must be a number from 1 to 1024, not \"lots\". The usual value is used: 64."_s};
    world.relaySettings.tell();
    window.findChild<QLineEdit *>(u"max-connections"_s)->setText(u"5"_s);
    window.findChild<QLineEdit *>(u"max-connections"_s)->setModified(true);
    Q_EMIT window.findChild<QLineEdit *>(u"max-connections"_s)->editingFinished();
    window.findChild<QWidget *>(u"settingsPage"_s)->findChild<QScrollArea *>()->verticalScrollBar()->setValue(0);
    camera.take(window, u"settings-problems"_s);
    world.backups.value.problem = {Error::Code::Storage, u"The folder /mnt/nas can't be made"_s};
    world.backups.set(world.backups.value);
    window.findChild<QPushButton *>(u"openPassphrase"_s)->click();
    scrollTo(window, "Backups", camera, u"settings-backups-bad"_s);
    PricesDialog prices(samplePreview());
    prices.show();
    camera.take(prices, u"settings-newprices"_s);
    world.backups.value.vaultAsksPassphrase = true;
    RestoreDialog restore(world.backups, theme, u"/home/user/backups/homeport-20261125-083000.backup"_s, u"25 Nov 2026 08:30"_s);
    restore.show();
    camera.take(restore, u"settings-restore"_s);
    restore.findChild<QPushButton *>(u"restore"_s)->click();
    camera.take(restore, u"settings-restore-problems"_s);
}

} // namespace homeport::test
