// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/usageservice.h"

#include <QPointer>
#include <QPromise>

#include <deque>
#include <optional>

namespace homeport::test {

// An export that does what the test says.
class FakeExport final : public UsageExport
{
    Q_OBJECT

public:
    void start() override { started = true; }
    void cancel() override { Q_EMIT finished(Error{Error::Code::Cancelled, {}}); }

    bool started = false;
};

// Sample usage of the time that is asked for: the same question, the same answer.
class FakeUsage final : public UsageService
{
    Q_OBJECT

public:
    enum class Sample { Busy, Nothing, OnePoint, Huge, Gaps, Failures };

    [[nodiscard]] QFuture<Result<UsageReport>> usage(const UsageQuestion &question) override;
    [[nodiscard]] QFuture<Result<QStringList>> names(UsageDimension dimension) override;
    [[nodiscard]] std::unique_ptr<UsageExport> createExport(const ExportQuestion &question, const QString &path) override;

    // While it holds answers they are given by answer(), in any order; 0 is the oldest that waits.
    void answer(std::size_t place, const Result<UsageReport> &report);
    [[nodiscard]] std::size_t waiting() const { return m_held.size(); }

    Sample sample = Sample::Busy;
    bool hold = false;
    std::optional<Error> failWith;          // as long as it is there
    std::optional<UsageReport> givenReport; // instead of a sample
    QDateTime until;                        // nothing after it; invalid: the present
    QList<UsageQuestion> asked;
    ExportQuestion exported; // the last one, as the two that follow
    QString exportPath;
    QPointer<FakeExport> run;

private:
    std::deque<QPromise<Result<UsageReport>>> m_held;
};

// Totals with each field told apart; @p seed: larger is more.
[[nodiscard]] UsageTotals sampleTotals(qint64 seed);
[[nodiscard]] UsageReport sampleUsage(const UsageQuestion &question, FakeUsage::Sample sample, const QDateTime &until);

} // namespace homeport::test
