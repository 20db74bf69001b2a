// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the ledger costs: writes a year of invented requests into a file, then asks what the Usage page and homeportctl ask.
#include "core/storage/database.h"
#include "core/storage/ledgerrepository.h"

#include <QFileInfo>
#include <QRandomGenerator>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Batch = 1000;
constexpr qint64 Year = 365LL * 86'400'000; // ms
constexpr int Repetitions = 5;

double since(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

LedgerRow row(QRandomGenerator &random, qint64 number, qint64 startedAt)
{
    const auto any = [&random](quint32 most) { return static_cast<qint64>(random.bounded(most)); };
    LedgerRow made;
    made.number = number;
    made.startedAt = startedAt;
    made.duration = 500 + any(60'000);
    made.firstByte = 100 + any(3'000);
    made.account.ref = 1 + any(6);
    made.account.text = u"account %1"_s.arg(made.account.ref);
    made.key.ref = 1 + any(4);
    made.key.text = u"key %1"_s.arg(made.key.ref);
    made.model = u"model-%1"_s.arg(any(5));
    made.tool = u"tool-%1/1.0"_s.arg(any(3));
    made.project = u"project %1"_s.arg(made.key.ref);
    made.session = u"session-%1"_s.arg(number / 40);
    made.method = u"POST"_s;
    made.path = u"/v1/messages"_s;
    made.status = any(50) == 0 ? 429 : 200;
    made.outcome = 1;
    made.failed = made.status >= 400;
    made.usage = LedgerRow::Usage::Complete;
    made.input = any(2'000);
    made.output = any(1'500);
    made.cacheRead = any(150'000);
    made.cacheWrite5m = any(10'000);
    made.cost = any(200'000'000);
    made.prices = u"invented"_s;
    return made;
}

bool fill(LedgerRepository &ledger, qint64 rows, qint64 end)
{
    QRandomGenerator random(1);
    const auto start = std::chrono::steady_clock::now();
    for (qint64 number = 0; number < rows;) {
        QList<LedgerRow> batch;
        for (; batch.size() < Batch && number < rows; ++number)
            batch << row(random, number, end - Year + Year / rows * number);
        if (const auto added = ledger.add(batch, QTimeZone::systemTimeZone()); !added) {
            std::fprintf(stderr, "%s\n", qPrintable(added.error().detail));
            return false;
        }
    }
    const double ms = since(start);
    std::printf("wrote %lld rows in %.1f s: %.2f us a row, making it up included\n", static_cast<long long>(rows), ms / 1e3,
                ms * 1e3 / static_cast<double>(rows));
    return true;
}

template <typename Ask>
void time(const char *what, Ask ask)
{
    double best = 1e12;
    double worst = 0;
    qsizetype size = 0;
    for (int i = 0; i < Repetitions; ++i) {
        const auto start = std::chrono::steady_clock::now();
        size = ask();
        const double ms = since(start);
        best = std::min(best, ms);
        worst = std::max(worst, ms);
    }
    std::printf("%-44s %8.1f ms at best, %8.1f at worst; %lld rows of answer\n", what, best, worst, static_cast<long long>(size));
}

void ask(LedgerRepository &ledger, qint64 end)
{
    UsageQuestion year;
    year.zone = QTimeZone::systemTimeZone();
    year.to = QDateTime::fromMSecsSinceEpoch(end, Qt::UTC);
    year.from = year.to.addDays(-365);
    const auto slices = [&ledger](const UsageQuestion &question) {
        const auto report = ledger.report(question);
        return report ? report->slices.size() : -1;
    };
    UsageQuestion days = year;
    days.step = UsageStep::Day;
    time("a year by day (heat map)", [&] { return slices(days); });
    UsageQuestion months = year;
    months.step = UsageStep::Month;
    months.by = UsageDimension::Model;
    time("a year by month and model", [&] { return slices(months); });
    UsageQuestion month = days;
    month.from = month.to.addDays(-30);
    month.by = UsageDimension::Account;
    time("thirty days by day and account", [&] { return slices(month); });
    month.where[UsageDimension::Key] = u"key 2"_s;
    time("the same of one key", [&] { return slices(month); });
    UsageQuestion day = year;
    day.from = day.to.addDays(-1);
    day.step = UsageStep::Hour;
    time("a day by hour", [&] { return slices(day); });
}

// A search to its end, in steps; the longest of them is how long nobody else was served.
qsizetype searchAll(LedgerRepository &ledger, LedgerPageQuestion question, qsizetype most, double *longest)
{
    qsizetype found = 0;
    for (bool end = false; !end && found < most;) {
        const auto start = std::chrono::steady_clock::now();
        const auto page = ledger.pages().page(question);
        *longest = std::max(*longest, since(start));
        if (!page)
            return -1;
        found += page->entries.size();
        question.from = page->next;
        end = page->end;
    }
    return found;
}

void askForRequests(LedgerRepository &ledger)
{
    const auto newest = ledger.pages().page({});
    if (!newest || newest->entries.isEmpty())
        return;
    time("the newest 200 requests", [&] { return ledger.pages().page({})->entries.size(); });
    LedgerPageQuestion middle;
    middle.from = newest->entries.constFirst().id - newest->entries.constFirst().row.number / 2;
    time("200 requests from the middle", [&] { return ledger.pages().page(middle)->entries.size(); });
    double longest = 0;
    const auto search = [&](const char *what, const LedgerFilter &filter, qsizetype most) {
        LedgerPageQuestion question;
        question.filter = filter;
        time(what, [&] { return searchAll(ledger, question, most, &longest); });
    };
    LedgerFilter filter;
    filter.where[UsageDimension::Key] = u"key 2"_s;
    search("the newest 200 of one key", filter, 200);
    filter.status = LedgerFilter::Status::Failed;
    search("the newest 200 of one key that failed", filter, 200);
    filter.status = LedgerFilter::Status::ServerErrors;
    search("a filter that finds nothing, over all rows", filter, 200);
    LedgerFilter text;
    text.text = u"session-77"_s;
    search("a text in few sessions, over all rows", text, 1'000'000'000);
    text.text = u"nothing like this"_s;
    search("a text that is nowhere, over all rows", text, 200);
    std::printf("%-44s %8.1f ms\n", "the longest step of them", longest);
}

// Keeps a tenth, gives the room back, and tells the longest step: nobody else was served meanwhile.
bool prune(LedgerRepository &ledger, qint64 end)
{
    const auto before = ledger.state();
    if (!before)
        return false;
    LedgerRetention retention;
    retention.days = LedgerRetention::MostDays;
    retention.rows = before->rows / 10;
    const auto inSteps = [](const char *what, const auto &step) {
        double longest = 0;
        int steps = 0;
        const auto start = std::chrono::steady_clock::now();
        for (bool more = true; more; ++steps) {
            const auto begun = std::chrono::steady_clock::now();
            more = step();
            longest = std::max(longest, since(begun));
        }
        std::printf("%-44s %8.1f ms, %d steps, the longest %.1f ms\n", what, since(start), steps, longest);
    };
    inSteps("nine tenths of the rows go", [&] { return ledger.prune(retention, end).value_or(0) == 5000; });
    inSteps("their pages go back to the disk", [&] { return ledger.shrink().value_or(false); });
    const auto after = ledger.state();
    std::printf("%.0f MB before, %.0f MB after\n", static_cast<double>(before->bytes) / 1e6,
                after ? static_cast<double>(after->bytes) / 1e6 : 0.0);
    return after.has_value();
}

} // namespace

int main(int argc, char **argv)
{
    const bool prunes = argc == 4 && QByteArrayView(argv[3]) == "prune";
    if (argc != 3 && !prunes) {
        std::fprintf(stderr, "usage: bench_ledger FILE ROWS [prune]; a FILE that is there is asked as it is\n");
        return 2;
    }
    const QString file = QString::fromLocal8Bit(argv[1]);
    const bool isThere = QFileInfo::exists(file);
    constexpr qint64 End = 1'795'651'200'000; // 2026-11-26
    auto start = std::chrono::steady_clock::now();
    auto ledger = LedgerRepository::open(file, u"bench"_s);
    if (!ledger) {
        std::fprintf(stderr, "%s\n", qPrintable(ledger.error().detail));
        return 1;
    }
    std::printf("opened in %.1f ms\n", since(start));
    if (!isThere && !fill(**ledger, std::atoll(argv[2]), End))
        return 1;
    ask(**ledger, End);
    askForRequests(**ledger);
    if (prunes && !prune(**ledger, End))
        return 1;
    ledger->reset();
    std::printf("%.0f MB on disk\n", static_cast<double>(QFileInfo(file).size()) / 1e6);
    return 0;
}
