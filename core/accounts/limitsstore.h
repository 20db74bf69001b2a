// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/limitsrepository.h"

#include <QFuture>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace homeport {

class SerialExecutor;

// What providers said of their accounts' limits: quotas and the parks of single model families. In memory at once, on
// disk within a second. Lives in the GUI thread. (The park of a whole account is part of its verdict: AccountStore.)
class LimitsStore final : public QObject
{
    Q_OBJECT

public:
    // Both outlive this.
    LimitsStore(SerialExecutor &executor, LimitsRepository &repository, QObject *parent = nullptr);
    ~LimitsStore() override; // what is not written yet is handed to the executor

    [[nodiscard]] QFuture<Result<void>> load(); // once after start
    [[nodiscard]] AccountLimits of(qint64 accountId) const { return m_limits.value(accountId); }

    // A null `until` ends the park of that family.
    void setPark(qint64 accountId, const AccountPark &park);
    void clearParks(qint64 accountId);
    void setQuotas(qint64 accountId, const QList<QuotaWindow> &quotas); // replace those of the same name
    void forget(qint64 accountId);

Q_SIGNALS:
    void parksChanged();  // after each change of a park
    void quotasChanged(); // after new quotas, at most four times a second

private:
    void keep(qint64 accountId);
    void write();

    SerialExecutor &m_executor;
    LimitsRepository &m_repository;
    QHash<qint64, AccountLimits> m_limits;
    QSet<qint64> m_unwritten;
    QTimer m_writeTimer;
    QTimer m_quotaTimer;
};

} // namespace homeport
