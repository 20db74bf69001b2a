// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/ledgerpulse.h"
#include "ui/services/activityservice.h"

namespace homeport {

class Ledger;

// Single requests of the ledger as the window sees them.
class ActivityAdapter final : public ActivityService
{
    Q_OBJECT

public:
    explicit ActivityAdapter(Ledger &ledger); // outlives it

    [[nodiscard]] QFuture<Result<RequestPage>> page(const LedgerPageQuestion &question) override;
    [[nodiscard]] QFuture<Result<RequestRecord>> request(quint64 id) override;
    [[nodiscard]] QFuture<Result<QStringList>> names(UsageDimension dimension) override;
    [[nodiscard]] quint64 idOf(quint64 logId) const override;

private:
    Ledger &m_ledger;
    LedgerPulse m_pulse;
};

} // namespace homeport
