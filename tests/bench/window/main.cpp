// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the window's pages cost with a ledger as bench_ledger writes it, and with a thousand accounts and keys: how long until something is to
// be seen, and memory.
#include "app/window/activityadapter.h"
#include "app/window/usageadapter.h"
#include "core/base/onresult.h"
#include "core/usage/ledger.h"
#include "tests/ui/fakes.h"
#include "ui/activity/activitypage.h"
#include "ui/activity/requestfeed.h"
#include "ui/activity/requestmodel.h"
#include "ui/theme/theme.h"
#include "ui/usage/chartview.h"
#include "ui/usage/heatmap.h"
#include "ui/usage/usagefilter.h"
#include "ui/usage/usageloader.h"
#include "ui/usage/usagepage.h"
#include "window/lists.h"
#include "window/measure.h"

#include <QComboBox>
#include <QFileInfo>
#include <QLineEdit>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <cstdio>
#include <optional>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::bench;

namespace {

constexpr int Again = 7;
constexpr qint64 ExportedRows = 1'000'000;
constexpr QSize WindowSize(1100, 720);

// What the file holds.
struct Contents
{
    qint64 rows = 0;
    qint64 oldest = 0; // ms since 1970
    qint64 newest = 0;
    QString key; // the name of one
};

template <typename T>
Result<T> wait(const QFuture<Result<T>> &future)
{
    std::optional<Result<T>> answer;
    QObject context;
    onResult(future, &context, [&answer](const Result<T> &given) { answer = given; });
    if (!turnUntil([&answer] { return answer.has_value(); }))
        return Error{Error::Code::Timeout, u"The ledger does not answer."_s};
    return *answer;
}

Result<Contents> look(Ledger &ledger)
{
    LedgerPageQuestion first;
    first.way = LedgerPageQuestion::Way::Newer;
    first.count = 1;
    LedgerPageQuestion last;
    last.count = 1;
    const auto oldest = wait(ledger.page(first));
    const auto newest = wait(ledger.page(last));
    const auto keys = wait(ledger.names(UsageDimension::Key));
    if (!oldest || !newest || !keys)
        return !oldest ? oldest.error() : !newest ? newest.error() : keys.error();
    if (oldest->entries.isEmpty() || newest->entries.isEmpty() || keys->isEmpty())
        return Error{Error::Code::NotFound, u"There is nothing in the file: write it with bench_ledger."_s};
    return Contents{newest->total, oldest->entries.constFirst().row.startedAt, newest->entries.constFirst().row.startedAt,
                    keys->constFirst()};
}

// The pages as the program has them, with fakes for everything that is not of the ledger.
struct Bench
{
    WatchingApplication &application;
    QString file;
    Contents contents;
    Theme theme;
    test::World world;
    ActivityAdapter activity;
    UsageAdapter usage;

    Bench(WatchingApplication &app, Ledger &ledger, const QString &path, Contents has)
        : application(app), file(path), contents(std::move(has)), theme(app, ThemeChoice::Light), activity(ledger), usage(ledger)
    {
    }

    [[nodiscard]] Services services()
    {
        Services all = world.services();
        return {all.overview,  all.accounts, all.proxies,  all.transfer, all.requests, activity, all.browser,
                all.clipboard, all.prompt,   all.settings, all.access,   all.routing,  &usage};
    }
};

class UsageScreen final
{
public:
    explicit UsageScreen(Bench &bench)
        : m_bench(bench), m_page(bench.services(), bench.theme, nullptr,
                                 UsageClock{[now = bench.contents.newest] { return QDateTime::fromMSecsSinceEpoch(now, Qt::UTC); },
                                            QTimeZone::systemTimeZone()})
    {
        m_page.resize(WindowSize);
        QObject::connect(m_page.findChild<UsageLoader *>(), &UsageLoader::answered, &m_page, [this] {
            m_isAnswered = true;
            m_bench.application.forgetPaints();
        });
        watchChart();
    }

    void open() { m_page.show(); }
    [[nodiscard]] bool isDrawn() const { return m_isAnswered && m_bench.application.paints() > 0; }
    void watchChart() { m_bench.application.watch(m_page.findChild<ChartView *>(u"chart"_s)->viewport()); }
    void choosePeriod(int index)
    {
        m_isAnswered = false;
        auto *box = m_page.findChild<QComboBox *>(u"period"_s);
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }
    void chooseKey(const QString &name)
    {
        m_isAnswered = false;
        m_page.findChild<UsageFilter *>(u"usageFilter"_s)->choose(UsageDimension::Key, name);
    }
    void showYear()
    {
        m_isAnswered = false;
        m_bench.application.watch(m_page.findChild<HeatMap *>());
        m_page.findChild<QToolButton *>(u"view2"_s)->click();
    }

private:
    Bench &m_bench;
    UsagePage m_page;
    bool m_isAnswered = false;
};

bool measureUsage(Bench &bench)
{
    std::unique_ptr<UsageScreen> screen;
    const auto close = [&] { screen.reset(); };
    const auto open = [&](int) {
        screen = std::make_unique<UsageScreen>(bench);
        screen->open();
    };
    const auto isDrawn = [&] { return screen->isDrawn(); };
    const auto period = [&](int turn) { screen->choosePeriod(turn % 2 == 0 ? 4 : 1); };
    const auto filter = [&](int turn) { screen->chooseKey(turn % 2 == 0 ? bench.contents.key : QString()); };
    const auto day = [&](int) { screen->choosePeriod(0); };
    const auto year = [&](int) { screen->showYear(); };
    return run(bench.application, {"Usage page, the first time, to its chart", 1, open, isDrawn})
           && run(bench.application, {"Usage page, again", Again, open, isDrawn, close})
           && run(bench.application, {"one key and all keys, thirty days", Again - 1, filter, isDrawn})
           && run(bench.application, {"twelve months and seven days", Again, period, isDrawn})
           && run(bench.application, {"a day by hour", 1, day, isDrawn})
           && run(bench.application, {"heat map of the year", 1, year, isDrawn});
}

class ActivityScreen final
{
public:
    explicit ActivityScreen(Bench &bench)
        : m_bench(bench), m_page(bench.services(), bench.theme), m_feed(m_page.findChild<RequestFeed *>()),
          m_model(m_page.findChild<RequestModel *>())
    {
        m_page.resize(WindowSize);
        QObject::connect(m_feed, &RequestFeed::rowsChanged, &m_page, [this] {
            const bool had = std::exchange(m_hasRows, m_model->rowCount() > 0);
            if (m_hasRows && !had)
                m_bench.application.forgetPaints();
        });
        bench.application.watch(m_page.findChild<QTableView *>(u"requests"_s)->viewport());
    }

    void open() { m_page.show(); }
    [[nodiscard]] bool isShown() const { return m_hasRows && m_bench.application.paints() > 0; }
    [[nodiscard]] bool isSearched() const { return m_feed->progress().state == RequestFeed::Progress::State::Idle && m_feed->hasOldest(); }
    void chooseKey(const QString &name) { m_page.findChild<UsageFilter *>(u"requestNames"_s)->choose(UsageDimension::Key, name); }
    void chooseStatus(int index) { m_page.findChild<QComboBox *>(u"status"_s)->setCurrentIndex(index); }
    void search(const QString &text)
    {
        auto *line = m_page.findChild<QLineEdit *>(u"filter"_s);
        line->setText(text);
        QTest::keyClick(line, Qt::Key_Return);
    }

private:
    Bench &m_bench;
    ActivityPage m_page;
    RequestFeed *m_feed;
    RequestModel *m_model;
    bool m_hasRows = false;
};

bool measureActivity(Bench &bench)
{
    std::unique_ptr<ActivityScreen> screen;
    const auto close = [&] { screen.reset(); };
    const auto open = [&](int) {
        screen = std::make_unique<ActivityScreen>(bench);
        screen->open();
    };
    const auto isShown = [&] { return screen->isShown(); };
    const auto isSearched = [&] { return screen->isSearched(); };
    const auto key = [&](int turn) { screen->chooseKey(turn % 2 == 0 ? bench.contents.key : QString()); };
    const auto status = [&](int turn) { screen->chooseStatus(turn % 2 == 0 ? 2 : 0); };
    const auto rare = [&](int) { screen->search(u"session-77"_s); };
    const auto nothing = [&](int) { screen->search(u"nothing like this"_s); };
    return run(bench.application, {"Activity page, the first time, to its rows", 1, open, isShown})
           && run(bench.application, {"Activity page, again", Again, open, isShown, close})
           && run(bench.application, {"one key and all keys, first rows", Again - 1, key, isShown})
           && run(bench.application, {"failed ones and all, first rows", Again - 1, status, isShown})
           && run(bench.application, {"a text in few sessions, first rows", 1, rare, isShown})
           && run(bench.application, {"a text that is nowhere, over all rows", 1, nothing, isSearched});
}

// The newest million, or all of fewer.
bool measureExport(Bench &bench, const char *what, ExportFormat format)
{
    const Contents &has = bench.contents;
    ExportQuestion question;
    question.format = format;
    if (has.rows > ExportedRows)
        question.filter.since = has.newest
                                - static_cast<qint64>(static_cast<double>(has.newest - has.oldest) * ExportedRows
                                                      / static_cast<double>(has.rows));
    const QString path = bench.file + u".export"_s;
    std::unique_ptr<UsageExport> job;
    std::optional<Result<qint64>> rows;
    const auto begin = [&](int) {
        job = bench.usage.createExport(question, path);
        QObject::connect(job.get(), &UsageExport::finished, job.get(), [&rows](const Result<qint64> &made) { rows = made; });
        job->start();
    };
    const auto note = [&] {
        return *rows ? u"%1 rows, %2 MB"_s.arg(**rows).arg(static_cast<double>(QFileInfo(path).size()) / 1e6, 0, 'f', 0)
                     : rows->error().detail;
    };
    const bool isDone = run(bench.application, {what, 1, begin, [&rows] { return rows.has_value(); }, {}, note});
    job.reset();
    QFile::remove(path);
    return isDone && *rows;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2 || !QFileInfo::exists(QString::fromLocal8Bit(argv[1]))) {
        std::fprintf(stderr, "usage: bench_window FILE; FILE was written by bench_ledger\n");
        return 2;
    }
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &, const QString &text) {
        if (type != QtWarningMsg || !text.contains(u"propagateSizeHints"_s)) // the platform's, for every window
            std::fprintf(stderr, "%s\n", qPrintable(text));
    });
    WatchingApplication application(argc, argv);
    const QString file = QString::fromLocal8Bit(argv[1]);
    Ledger ledger;
    const auto opened = wait(ledger.open(file, u"bench"_s));
    const auto contents = opened ? look(ledger) : Result<Contents>(opened.error());
    if (!contents) {
        std::fprintf(stderr, "%s\n", qPrintable(contents.error().detail));
        return 1;
    }
    std::printf("%lld requests, %.0f MB\n", static_cast<long long>(contents->rows), static_cast<double>(QFileInfo(file).size()) / 1e6);
    printHeading();
    Bench bench(application, ledger, file, *contents);
    const auto nothing = [](int) {};
    const bool isDone = run(application, {"nothing yet", 1, nothing, [] { return true; }}) && measureUsage(bench) && measureActivity(bench)
                        && measureExport(bench, "export as JSON lines", ExportFormat::JsonLines)
                        && measureExport(bench, "export as CSV", ExportFormat::Csv) && measureLists(application, bench.theme);
    return isDone ? 0 : 1;
}
