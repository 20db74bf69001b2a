// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakeusage.h"

#include "core/base/onresult.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

QStringList namesOf(UsageDimension dimension)
{
    switch (dimension) {
    case UsageDimension::Account:
        return {u"Work"_s, u"Home"_s, u"Shared research account of the platform group"_s};
    case UsageDimension::Model:
        return {u"claude-opus-4-5"_s,  u"claude-sonnet-4-5"_s, u"gemini-2.5-pro"_s,
                u"gpt-5.1-codex"_s,    u"claude-haiku-4-5"_s,  u"a-model-with-a-rather-long-name-of-a-small-provider-2026-01-15"_s,
                u"gemini-2.5-flash"_s, u"gpt-5-mini"_s,        {}};
    case UsageDimension::Key:
        return {u"Claude Code"_s, u"Nightly evaluation scripts"_s};
    case UsageDimension::Tool:
        return {u"claude-cli"_s, u"codex"_s, u"gemini-cli"_s, u"curl"_s};
    case UsageDimension::Project:
        return {u"homeport"_s, u"website"_s, {}};
    }
    return {};
}

QDateTime nextStart(const QDateTime &start, const UsageQuestion &question)
{
    if (!question.step)
        return question.to;
    const QDate day = start.toTimeZone(question.zone).date();
    switch (*question.step) {
    case UsageStep::Hour:
        return start.addSecs(3600);
    case UsageStep::Day:
        return day.addDays(1).startOfDay(question.zone).toUTC();
    case UsageStep::Week:
        return day.addDays(7).startOfDay(question.zone).toUTC();
    case UsageStep::Month:
        return QDate(day.year(), day.month(), 1).addMonths(1).startOfDay(question.zone).toUTC();
    }
    return question.to;
}

qint64 seedOf(qint64 slice, FakeUsage::Sample sample)
{
    const qint64 wave = 20 + (slice * 37 + 11) % 61;
    switch (sample) {
    case FakeUsage::Sample::Nothing:
        return 0;
    case FakeUsage::Sample::OnePoint:
        return slice == 4 ? 3 : 0;
    case FakeUsage::Sample::Huge:
        return wave * 1'000'000;
    case FakeUsage::Sample::Gaps:
        return slice % 5 < 2 ? wave : 0;
    case FakeUsage::Sample::Busy:
    case FakeUsage::Sample::Failures:
        return slice % 7 == 5 ? 0 : wave;
    }
    return 0;
}

} // namespace

UsageTotals sampleTotals(qint64 seed)
{
    UsageTotals totals;
    totals.requests = seed;
    totals.failed = seed / 16;
    totals.input = seed * 1'203;
    totals.output = seed * 811;
    totals.cacheWrite5m = seed * 1'507;
    totals.cacheWrite1h = seed * 402;
    totals.cacheRead = seed * 6'019;
    totals.cost = seed * 41'230'000;
    return totals;
}

UsageReport sampleUsage(const UsageQuestion &question, FakeUsage::Sample sample, const QDateTime &until)
{
    UsageReport report;
    qint64 slice = 0;
    for (QDateTime start = question.from; start < question.to && start <= until; start = nextStart(start, question), ++slice) {
        const qint64 seed = seedOf(slice, sample);
        const QStringList names = question.by ? namesOf(*question.by) : QStringList{QString()};
        for (qsizetype i = 0; i < names.size() && seed > 0; ++i) {
            UsageTotals totals = sampleTotals(std::max<qint64>(1, seed / ((i * i) + 1)));
            if (sample == FakeUsage::Sample::Busy && i + 1 == names.size() && slice % 4 == 0) {
                totals.unpriced = 2;
            }
            if (sample == FakeUsage::Sample::Failures)
                totals = UsageTotals{.requests = seed, .failed = seed};
            report.slices << UsageSlice{start, names.at(i), totals};
            report.total += totals;
        }
    }
    return report;
}

QFuture<Result<UsageReport>> FakeUsage::usage(const UsageQuestion &question)
{
    asked << question;
    if (hold) {
        m_held.emplace_back().start();
        return m_held.back().future();
    }
    if (failWith)
        return readyResult(Result<UsageReport>(*failWith));
    if (givenReport)
        return readyResult(Result<UsageReport>(*givenReport));
    return readyResult(Result<UsageReport>(sampleUsage(question, sample, until.isValid() ? until : QDateTime::currentDateTimeUtc())));
}

QFuture<Result<QStringList>> FakeUsage::names(UsageDimension dimension)
{
    QStringList names = namesOf(dimension);
    names.removeAll(QString());
    names.sort();
    return readyResult(Result<QStringList>(names));
}

std::unique_ptr<UsageExport> FakeUsage::createExport(const ExportQuestion &question, const QString &path)
{
    exported = question;
    exportPath = path;
    auto made = std::make_unique<FakeExport>();
    run = made.get();
    return made;
}

void FakeUsage::answer(std::size_t place, const Result<UsageReport> &report)
{
    QPromise<Result<UsageReport>> promise = std::move(m_held.at(place));
    m_held.erase(m_held.begin() + static_cast<std::ptrdiff_t>(place));
    promise.addResult(report);
    promise.finish();
}

} // namespace homeport::test
