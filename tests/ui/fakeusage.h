// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/usageservice.h"

#include <QPromise>

#include <deque>
#include <optional>

namespace homeport::test {

// Sample usage of the time that is asked for: the same question, the same answer.
class FakeUsage final : public UsageService
{
    Q_OBJECT

public:
    enum class Sample { Busy, Nothing, OnePoint, Huge, Gaps, Failures };

    [[nodiscard]] QFuture<Result<UsageReport>> usage(const UsageQuestion &question) override;
    [[nodiscard]] QFuture<Result<QStringList>> names(UsageDimension dimension) override;

    // While it holds answers they are given by answer(), in any order; 0 is the oldest that waits.
    void answer(std::size_t place, const Result<UsageReport> &report);
    [[nodiscard]] std::size_t waiting() const { return m_held.size(); }

    Sample sample = Sample::Busy;
    bool hold = false;
    std::optional<Error> failWith;          // as long as it is there
    std::optional<UsageReport> givenReport; // instead of a sample
    QDateTime until;                        // nothing after it; invalid: the present
    QList<UsageQuestion> asked;

private:
    std::deque<QPromise<Result<UsageReport>>> m_held;
};

// Totals with each field told apart; @p seed: larger is more.
[[nodiscard]] UsageTotals sampleTotals(qint64 seed);
[[nodiscard]] UsageReport sampleUsage(const UsageQuestion &question, FakeUsage::Sample sample, const QDateTime &until);

} // namespace homeport::test
