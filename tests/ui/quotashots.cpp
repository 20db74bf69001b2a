// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/quotashots.h"

#include "tests/ui/camera.h"
#include "tests/ui/fakes.h"
#include "ui/accounts/accountspage.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/usage/usagerange.h"

#include <QScrollArea>
#include <QScrollBar>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

constexpr int Minute = 60;
constexpr int Hour = 60 * Minute;
constexpr int Day = 24 * Hour;

QuotaWindow window(const QString &name, double used, int resetsIn, int seenAgo = 20)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return {name, {}, used, -1, -1, now.addSecs(resetsIn), u"anthropic-ratelimit-unified-"_s + name, now.addSecs(-seenAgo)};
}

// Accounts by what is known of their quotas and their usage: nothing, one hour, ...
QList<Account> accounts(FakeRouting &routing)
{
    QList<Account> all;
    const auto add = [&](const QString &name, const QList<QuotaWindow> &quotas) {
        all << sampleAccount(all.size() + 1, name);
        routing.setLimits(all.last().id, {{}, quotas});
    };
    const QDateTime now = QDateTime::currentDateTimeUtc();
    add(u"Nothing known"_s, {});
    add(u"One hour"_s, {window(u"5h"_s, 0.02, 5 * Hour - 10 * Minute)});
    add(u"With the clock"_s, {window(u"5h"_s, 0.42, 2 * Hour + 10 * Minute), window(u"7d"_s, 0.31, 4 * Day)});
    add(u"Ahead of the clock"_s, {window(u"5h"_s, 0.62, 3 * Hour), window(u"7d"_s, 0.87, 3 * Day)});
    add(u"Used up"_s, {window(u"5h"_s, 0.4, 2 * Hour), window(u"7d_opus"_s, 1, Day + 90 * Minute)});
    add(u"Not heard of for hours"_s, {window(u"5h"_s, 0.7, Hour, 3 * Hour), window(u"7d"_s, 0.5, 2 * Day, 3 * Hour)});
    add(u"Reset meanwhile"_s, {window(u"5h"_s, 0.7, -Hour, 3 * Hour)});
    QuotaWindow requests{u"requests"_s, {}, -1, 4000, 3710, now.addSecs(40), u"anthropic-ratelimit-requests"_s, now.addSecs(-5)};
    QuotaWindow tokens{u"input-tokens"_s, {}, -1, 2'000'000, 400'000, now.addSecs(40), u"anthropic-ratelimit-input-tokens"_s,
                       now.addSecs(-5)};
    QuotaWindow credit{u"credits"_s, {}, -1, -1, 12'400, {}, u"x-credits"_s, now.addSecs(-5)};
    QuotaWindow money{CreditQuota.toString(), {}, -1, -1, 12'340'000'000, {}, u"OpenRouter's /api/v1/key"_s, now.addSecs(-40 * Minute)};
    QuotaWindow unknown{u"7d_oi"_s, u"allowed"_s, 0.3, -1, -1, {}, u"anthropic-ratelimit-unified-7d_oi"_s, now.addSecs(-5)};
    add(u"An account with many windows and a name that is rather longer than the others"_s,
        {window(u"5h"_s, 0.95, 20 * Minute), window(u"7d"_s, 0.3, 5 * Day), window(u"7d_opus"_s, 0.66, 5 * Day),
         window(u"7d_sonnet"_s, 0, 7 * Day), unknown, requests, tokens, credit, money});
    return all;
}

// The same names, each with a course of its own.
UsageReport usage()
{
    const UsageRange hours = usageHours(24, QDateTime::currentDateTimeUtc(), QTimeZone::systemTimeZone());
    UsageReport report;
    const auto add = [&](const QString &name, qsizetype hour, qint64 seed) {
        report.slices << UsageSlice{hours.starts.at(hour), name, sampleTotals(seed)};
    };
    for (qsizetype hour = 0; hour < 24; ++hour) {
        add(u"With the clock"_s, hour, 3 + hour * 37 % 61);
        add(u"Ahead of the clock"_s, hour, hour < 15 ? 0 : hour * hour);
        if (hour % 5 < 2)
            add(u"Used up"_s, hour, 40'000 + hour * 411);
        if (hour == 20 || hour == 3)
            add(u"Not heard of for hours"_s, hour, hour == 3 ? 4000 : 1);
        add(u"An account with many windows and a name that is rather longer than the others"_s, hour, 1'000'000 * (hour + 1));
    }
    add(u"One hour"_s, 22, 3);
    return report;
}

void scrollTo(QWidget &root, const QString &name)
{
    QWidget *card = root.findChild<QWidget *>(name);
    for (QWidget *up = card; up; up = up->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(up)) {
            settle();
            area->verticalScrollBar()->setValue(card->y() - 12);
            return;
        }
    }
}

RequestRecord requestOf(quint64 id, RequestRecord::Outcome outcome = RequestRecord::Outcome::Done)
{
    RequestRecord request = sampleRequest(id, outcome);
    const auto n = static_cast<qint64>(id);
    request.startedAt = QDateTime::currentDateTimeUtc().addSecs(n * 67 - 2000);
    request.accountId = 8;
    request.account = u"An account with many windows"_s;
    if (outcome == RequestRecord::Outcome::Done) {
        request.usage.input = 300 * n;
        request.usage.output = 70 * n;
        request.usage.cacheRead = 9400 * n;
        request.usage.known = true;
        request.cost = id % 3 == 0 ? -1 : 1'240'000 * n;
    }
    return request;
}

// Served, refused in several ways, broken off, moved to another account, and running.
QList<RequestRecord> requests()
{
    QList<RequestRecord> all;
    for (quint64 id = 1; id <= 12; ++id)
        all << requestOf(id);
    all[7].status = 429;
    all[7].usage = {};
    all[7].cost = -1;
    all[7].detail = u"This request would exceed your account's rate limit. Please try again later."_s;
    all[8].status = 400;
    RequestRecord cut = requestOf(13, RequestRecord::Outcome::UpstreamClosed);
    cut.detail = u"The upstream closed the connection after 18 kB."_s;
    RequestRecord moved = requestOf(14);
    moved.accountId = 3;
    moved.account = u"With the clock"_s;
    TraceStep step{TraceStep::Basis::Strategy, u"priority"_s, {}, {}};
    step.outcome = u"529 Overloaded: the service is over its capacity for now, which may take a while; please try again in some minutes, "
                   "and see the status page for what is being done about it."_s;
    step.candidates = {{8, {}, RouteReason::Chosen, 0, 0, {}}};
    moved.trace.steps = {step};
    RequestRecord running = requestOf(15, RequestRecord::Outcome::Running);
    running.status = 0;
    return all << cut << moved << running;
}

void takeDetails(World &world, MainWindow &main, Camera &camera)
{
    using enum FakeUsage::Sample;
    const FakeUsage::Sample samples[] = {Nothing, OnePoint, Busy, Gaps, Huge, Failures, Nothing, Busy};
    auto *page = main.findChild<AccountsPage *>();
    world.usage.givenReport.reset();
    world.requests.apply(requests());
    for (const Account &account : world.accounts.accounts()) {
        world.usage.sample = samples[account.id - 1];
        page->openDetail(account.id);
        scrollTo(main, u"limitsCard"_s);
        camera.take(main, u"quotas-%1"_s.arg(account.id));
        scrollTo(main, u"accountUsage"_s);
        camera.take(main, u"account-usage-%1"_s.arg(account.id));
    }
    scrollTo(main, u"accountActivity"_s);
    camera.take(main, u"account-requests"_s);
    page->openDetail(1);
    scrollTo(main, u"accountActivity"_s);
    camera.take(main, u"account-requests-none"_s);
    world.usage.failWith = Error{Error::Code::Storage, u"database disk image is malformed"_s};
    page->openDetail(2);
    scrollTo(main, u"accountUsage"_s);
    camera.take(main, u"account-usage-error"_s);
}

} // namespace

void takeQuotas(Theme &theme, Camera &camera, const QSize &size)
{
    World world;
    world.accounts.providers = sampleProviders();
    world.overview.set(listeningOverview());
    world.accounts.set(accounts(world.routing));
    world.usage.givenReport = usage();
    MainWindow main(world.services(), theme);
    main.resize(size);
    main.show();
    main.showPage(MainWindow::Page::Accounts);
    camera.take(main, u"figures-top"_s);
    auto *list = main.findChild<QScrollArea *>(u"accountList"_s);
    if (list)
        list->verticalScrollBar()->setValue(list->verticalScrollBar()->maximum());
    settle();
    if (list)
        list->verticalScrollBar()->setValue(list->verticalScrollBar()->maximum());
    camera.take(main, u"figures-bottom"_s);
    takeDetails(world, main, camera);
}

} // namespace homeport::test
