// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/keyshots.h"

#include "tests/ui/camera.h"
#include "tests/ui/routesamples.h"
#include "ui/keys/keyeditor.h"
#include "ui/keys/revokekeydialog.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

QScrollArea *areaOf(QWidget &root, const QString &name)
{
    return (name.isEmpty() ? &root : root.findChild<QWidget *>(name))->findChild<QScrollArea *>();
}

void scrollTo(QScrollArea *area, double part)
{
    settle();
    area->verticalScrollBar()->setValue(static_cast<int>(area->verticalScrollBar()->maximum() * part));
}

void fill(World &world)
{
    world.accounts.providers = sampleProviders();
    world.overview.set(listeningOverview());
    fillAccess(world.access);
}

} // namespace

void takeKeys(Theme &theme, Camera &camera, const QSize &size)
{
    World empty;
    empty.accounts.providers = sampleProviders();
    empty.overview.set(listeningOverview());
    MainWindow first(empty.services(), theme);
    first.resize(size);
    first.show();
    first.showPage(MainWindow::Page::Keys);
    camera.take(first, u"keys-empty"_s);
    first.findChild<QPushButton *>(u"makeKey0"_s)->click();
    settle();
    camera.take(first, u"keys-fresh"_s);

    World world;
    fill(world);
    MainWindow window(world.services(), theme);
    window.resize(size);
    window.show();
    window.showPage(MainWindow::Page::Keys);
    camera.take(window, u"keys-full"_s);
    scrollTo(areaOf(window, u"keysPage"_s), 0.5);
    camera.take(window, u"keys-middle"_s);
    scrollTo(areaOf(window, u"keysPage"_s), 1);
    camera.take(window, u"keys-bottom"_s);
    scrollTo(areaOf(window, u"keysPage"_s), 0);
    world.access.setLogins({sampleLogin(u"WDJB-MJHT"_s, u"Claude Code 2.1.330"_s), sampleLogin(u"BCDF-GHJK"_s, {}, -5)});
    window.findChild<QWidget *>(u"login-WDJB-MJHT"_s)->findChild<QLineEdit *>(u"loginKeyName"_s)->clear();
    window.findChild<QWidget *>(u"login-WDJB-MJHT"_s)->findChild<QPushButton *>(u"approve"_s)->click();
    camera.take(window, u"keys-logins"_s);
    world.access.setLogins({});
    world.access.setPrograms(true, samplePrograms(), sampleWaitingPrograms());
    camera.take(window, u"keys-programs"_s);
    scrollTo(areaOf(window, u"keysPage"_s), 1);
    camera.take(window, u"keys-programs-bottom"_s);
}

void takeKeyDialogs(Theme &theme, Camera &camera)
{
    World world;
    fill(world);
    KeyEditor create(world.services(), theme, LocalKey());
    create.show();
    camera.take(create, u"key-new"_s);
    LocalKey full = keysInAllStates().at(1);
    full.policy.expiresAt = QDateTime({2027, 12, 31}, {23, 0}, Qt::UTC);
    full.policy.expiresAfterDays = 90;
    full.policy.aliases = {{u"fast"_s, u"claude-haiku-4-5"_s}, {u"gpt-*"_s, u"claude-sonnet-4-5"_s}};
    KeyEditor edit(world.services(), theme, full);
    edit.show();
    camera.take(edit, u"key-edit"_s);
    scrollTo(areaOf(edit, {}), 0.4);
    camera.take(edit, u"key-edit-models"_s);
    scrollTo(areaOf(edit, {}), 1);
    camera.take(edit, u"key-edit-bottom"_s);
    edit.resize(560, 400);
    scrollTo(areaOf(edit, {}), 0.45);
    camera.take(edit, u"key-edit-small"_s);
    KeyEditor wrong(world.services(), theme, keysInAllStates().at(6));
    wrong.show();
    wrong.findChild<QLineEdit *>(u"name"_s)->setText(u"Claude Code"_s);
    auto *expiry = wrong.findChild<QComboBox *>(u"expiry"_s);
    expiry->setCurrentIndex(3);
    wrong.findChild<QLineEdit *>(u"expiryDate"_s)->setText(u"tomorrow"_s);
    wrong.findChild<QLineEdit *>(u"requestsPerMinute"_s)->setText(u"many"_s);
    wrong.findChild<QLineEdit *>(u"budgetDay"_s)->setText(u"5 euros"_s);
    wrong.findChild<QPushButton *>(u"save"_s)->click();
    camera.take(wrong, u"key-problems"_s);
    scrollTo(areaOf(wrong, {}), 1);
    camera.take(wrong, u"key-problems-bottom"_s);
    RevokeKeyDialog revoke(world.access, theme, keysInAllStates().at(1));
    revoke.show();
    camera.take(revoke, u"key-revoke"_s);
}

} // namespace homeport::test
