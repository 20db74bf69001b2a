// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/pictures.h"

#include "tests/ui/fakes.h"
#include "tests/ui/picturecamera.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/usage/usagerange.h"

#include <QTimeZone>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

constexpr QSize PictureSize(1100, 720);
constexpr int Minute = 60;
constexpr int Hour = 60 * Minute;
constexpr int Day = 24 * Hour;
constexpr quint64 Requests = 64;

QuotaWindow quota(const QString &name, double used, int resetsIn)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return {name, {}, used, -1, -1, now.addSecs(resetsIn), u"anthropic-ratelimit-unified-"_s + name, now.addSecs(-20)};
}

Account plan(qint64 id, const QString &name)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    Account account = sampleAccount(id, name);
    account.providerId = u"claude"_s;
    account.credential = Account::Credential::OAuth;
    account.hint.clear();
    account.identity = u"ada@example.com"_s;
    account.refreshable = true;
    account.obtainedAt = now.addSecs(-Hour);
    account.expiresAt = now.addSecs(7 * Hour);
    return account;
}

Account keyed(qint64 id, const QString &name, const QString &provider, const QString &baseUrl)
{
    Account account = sampleAccount(id, name);
    account.providerId = provider;
    account.baseUrl = baseUrl;
    return account;
}

void addAccounts(World &world)
{
    Account parked = keyed(4, u"Gemini"_s, u"gemini"_s, u"https://generativelanguage.googleapis.com"_s);
    parked.state = Account::State::Parked;
    parked.verdict.parkedUntil = QDateTime::currentDateTimeUtc().addSecs(12 * Minute);
    parked.verdict.parkedWhy = u"Resource has been exhausted (e.g. check quota)."_s;
    parked.stateUntil = parked.verdict.parkedUntil;
    parked.stateDetail = parked.verdict.parkedWhy;
    world.accounts.providers = bundledProfiles().value();
    world.accounts.set({plan(1, u"Claude plan"_s), keyed(2, u"Work"_s, u"anthropic"_s, u"https://api.anthropic.com"_s),
                        keyed(3, u"OpenAI"_s, u"openai"_s, u"https://api.openai.com/v1"_s), parked,
                        keyed(5, u"OpenRouter"_s, u"openrouter"_s, u"https://openrouter.ai/api"_s)});
    world.routing.setLimits(1, {{}, {quota(u"5h"_s, 0.62, 2 * Hour), quota(u"7d"_s, 0.31, 4 * Day)}});
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QuotaWindow perMinute{u"requests"_s, {}, -1, 4000, 3710, now.addSecs(40), u"anthropic-ratelimit-requests"_s, now.addSecs(-5)};
    world.routing.setLimits(2, {{}, {perMinute}});
    const QuotaWindow credit{CreditQuota.toString(), {}, -1, -1, 12'340'000'000, {}, u"OpenRouter's /api/v1/key"_s, now.addSecs(-Hour)};
    world.routing.setLimits(5, {{}, {credit}});
}

void addRequests(World &world)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QList<RequestRecord> requests = sampleRequests(1, Requests);
    for (RequestRecord &request : requests)
        request.startedAt = now.addSecs((static_cast<qint64>(request.id) - static_cast<qint64>(Requests)) * 97);
    world.requests.apply(requests);
}

// The course of a day, each account with its own.
UsageReport dayOfAccounts(const World &world)
{
    const UsageRange hours = usageHours(24, QDateTime::currentDateTimeUtc(), QTimeZone::systemTimeZone());
    UsageReport report;
    for (const Account &account : world.accounts.accounts()) {
        for (qsizetype hour = 0; hour < hours.starts.size(); ++hour) {
            const qint64 seed = (hour * 37 + account.id * 11) % 61 + (hour > 12 ? hour * 4 : 0);
            report.slices << UsageSlice{hours.starts.at(hour), account.name, sampleTotals(1 + seed / account.id)};
        }
    }
    return report;
}

ToolEntry tool(const QString &id, const QString &name, const QString &version, ToolState state = ToolState::Installed)
{
    ToolEntry entry = sampleTool(id, name, state);
    entry.found.version = version;
    return entry;
}

void addTools(World &world)
{
    using enum ToolState;
    world.tools.set({tool(u"claude-code"_s, u"Claude Code"_s, u"2.1.330"_s, Configured),
                     tool(u"codex"_s, u"Codex CLI"_s, u"0.169.0"_s, Configured), tool(u"gemini-cli"_s, u"Gemini CLI"_s, u"0.52.0"_s),
                     tool(u"qwen-code"_s, u"Qwen Code"_s, u"0.21.1"_s), sampleTool(u"opencode"_s, u"opencode"_s, NotInstalled),
                     sampleTool(u"zed"_s, u"Zed"_s, NotInstalled), sampleTool(u"aider"_s, u"aider"_s, NotInstalled)});
}

std::unique_ptr<World> ordinaryDay()
{
    auto world = std::make_unique<World>();
    Overview overview = listeningOverview();
    overview.keys = {sampleKey(1, u"Claude Code"_s), sampleKey(2, u"Codex CLI"_s), sampleKey(3, u"Scripts"_s)};
    overview.hasRecoveryCode = true;
    world->overview.set(overview);
    addAccounts(*world);
    addRequests(*world);
    addTools(*world);
    return world;
}

void takePage(World &world, Theme &theme, PictureCamera &camera, MainWindow::Page page, const QString &name)
{
    MainWindow window(world.services(), theme);
    window.resize(PictureSize);
    window.show();
    window.showPage(page);
    camera.take(window, name);
}

// The first start.
void takeSetUp(Theme &theme, PictureCamera &camera)
{
    World world;
    world.accounts.providers = bundledProfiles().value();
    world.overview.set(listeningOverview());
    world.settings.setUp = {};
    MainWindow window(world.services(), theme);
    window.resize(PictureSize);
    window.show();
    camera.take(window, u"set-up"_s);
}

} // namespace

void takePictures(Theme &theme, const QDir &folder)
{
    for (const auto &[choice, mode] : {std::pair{ThemeChoice::Light, u"light"_s}, std::pair{ThemeChoice::Dark, u"dark"_s}}) {
        theme.setChoice(choice);
        PictureCamera camera(folder, mode);
        takeSetUp(theme, camera);
        const std::unique_ptr<World> world = ordinaryDay();
        takePage(*world, theme, camera, MainWindow::Page::Overview, u"overview"_s);
        takePage(*world, theme, camera, MainWindow::Page::Usage, u"usage"_s);
        takePage(*world, theme, camera, MainWindow::Page::Tools, u"tools"_s);
        world->usage.givenReport = dayOfAccounts(*world);
        takePage(*world, theme, camera, MainWindow::Page::Accounts, u"accounts"_s);
    }
}

} // namespace homeport::test
