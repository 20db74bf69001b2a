// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/requestlog.h"
#include "ui/services/activityservice.h"

#include <QPromise>

#include <deque>
#include <optional>

namespace homeport::test {

// A ledger in memory. What ends in the log is in it, as requests of its third run.
class FakeActivity final : public ActivityService
{
    Q_OBJECT

public:
    explicit FakeActivity(RequestLog &log);

    [[nodiscard]] QFuture<Result<RequestPage>> page(const LedgerPageQuestion &question) override;
    [[nodiscard]] QFuture<Result<RequestRecord>> request(quint64 id) override;
    [[nodiscard]] QFuture<Result<QStringList>> names(UsageDimension dimension) override;
    [[nodiscard]] quint64 idOf(quint64 logId) const override;

    // As if they had ended, unseen by the log: of this run, or of an earlier one.
    void store(const QList<RequestRecord> &ended);
    void storeOld(int count);
    // While it holds answers they are given one by one: the oldest question's.
    void answer();
    [[nodiscard]] std::size_t waiting() const { return m_held.size(); }
    void tellChanged() { Q_EMIT changed(); }

    int lookAt = 1'000'000; // rows of one step
    bool hold = false;
    std::optional<Error> failWith; // as long as it is there
    QList<LedgerPageQuestion> asked;
    QList<quint64> askedFor; // by id
    qint64 total = -1;       // -1: what there is
    bool isOpen = true;      // else idOf() knows no run yet

private:
    struct Held
    {
        LedgerPageQuestion question;
        QPromise<Result<RequestPage>> promise;
    };
    [[nodiscard]] Result<RequestPage> look(const LedgerPageQuestion &question) const;

    QMap<quint64, RequestRecord> m_stored;
    std::deque<Held> m_held;
};

} // namespace homeport::test
