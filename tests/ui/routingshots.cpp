// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/accountshots.h"
#include "tests/ui/camera.h"
#include "tests/ui/keyshots.h"
#include "tests/ui/routesamples.h"
#include "ui/accounts/accountspage.h"
#include "ui/accounts/groupdialog.h"
#include "ui/accounts/groupsdialog.h"
#include "ui/accounts/routingdialog.h"
#include "ui/activity/tracedialog.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

void fill(World &world)
{
    world.accounts.providers = sampleProviders();
    world.overview.set(listeningOverview());
    QList<Account> accounts = accountsInAllStates();
    accounts[3].routing = {10, 3, 15, {{u"claude-*"_s}, {{u"my-fast-model"_s, u"claude-haiku-4-5"_s}}}};
    world.accounts.set(accounts);
    world.routing.setGroups({{1, u"Team"_s, RoutingStrategy::MostHeadroom, {1, 2, 4}},
                             {2, u"A group with a name that is quite a bit longer than the others"_s, RoutingStrategy::Priority, {}}});
    world.routing.setLimits(4, sampleLimits(QDateTime::currentDateTimeUtc()));
}

} // namespace

void takeRouting(Theme &theme, Camera &camera, const QSize &size)
{
    World world;
    fill(world);
    QList<RequestRecord> requests = sampleRequests(1, 30);
    requests << tracedRequest(31) << waitingRequest(32, RequestRecord::Phase::Queued) << waitingRequest(33, RequestRecord::Phase::Held);
    world.requests.apply(requests);
    MainWindow window(world.services(), theme);
    window.resize(size);
    window.show();
    window.showPage(MainWindow::Page::Accounts);
    window.findChild<AccountsPage *>()->openDetail(4);
    camera.take(window, u"detail-parked"_s);
    QWidget *card = window.findChild<QWidget *>(u"limitsCard"_s);
    for (QWidget *up = card; up; up = up->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(up)) {
            settle();
            area->verticalScrollBar()->setValue(card->y() - 12);
            break;
        }
    }
    camera.take(window, u"detail-quotas"_s);
    window.showPage(MainWindow::Page::Activity);
    auto *table = window.findChild<QTableView *>(u"requests"_s);
    table->selectRow(0);
    camera.take(window, u"activity-held"_s);
    table->selectRow(2);
    camera.take(window, u"activity-traced"_s);
}

void takeRoutingDialogs(Theme &theme, Camera &camera)
{
    World world;
    fill(world);
    (void)world.routing.setAliases({{u"fast"_s, u"claude-haiku-4-5"_s}, {u"gpt-*"_s, u"claude-sonnet-4-5"_s}});
    GroupsDialog groups(world.services(), theme);
    groups.show();
    camera.take(groups, u"groups"_s);
    GroupDialog group(world.routing, theme, world.routing.groups().first());
    group.show();
    camera.take(group, u"group-edit"_s);
    groups.findChild<QPlainTextEdit *>(u"modelAliases"_s)->setPlainText(u"fast = claude-*"_s);
    groups.findChild<QPushButton *>(u"saveAliases"_s)->click();
    camera.take(groups, u"groups-alias-problem"_s);
    world.routing.setGroups({});
    (void)world.routing.setAliases({});
    GroupsDialog none(world.services(), theme);
    none.show();
    camera.take(none, u"groups-empty"_s);
    RoutingDialog routing(world.routing, theme, world.accounts.accounts().at(3));
    routing.show();
    camera.take(routing, u"routing"_s);
    routing.findChild<QLineEdit *>(u"reserve"_s)->setText(u"100"_s);
    routing.findChild<QPlainTextEdit *>(u"aliases"_s)->setPlainText(u"fast"_s);
    routing.findChild<QPushButton *>(u"save"_s)->click();
    camera.take(routing, u"routing-problems"_s);
    TraceDialog trace(theme, tracedRequest(1));
    trace.show();
    camera.take(trace, u"trace"_s);
    trace.resize(480, 620);
    camera.take(trace, u"trace-narrow"_s);
}

} // namespace homeport::test
