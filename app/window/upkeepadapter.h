// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/upkeepservice.h"

namespace homeport {

class Backend;

// Retention and prices as the window sees them.
class UpkeepAdapter final : public UpkeepService
{
    Q_OBJECT

public:
    explicit UpkeepAdapter(Backend &backend); // outlives it

    [[nodiscard]] LedgerRetention retention() const override;
    [[nodiscard]] QFuture<Result<LedgerState>> ledger() override;
    [[nodiscard]] QFuture<Result<void>> setRetention(const LedgerRetention &retention) override;
    [[nodiscard]] PriceFacts prices() const override;
    [[nodiscard]] QFuture<Result<PricePreview>> checkPrices() override;
    [[nodiscard]] Result<void> applyPrices() override;

private:
    Backend &m_backend;
};

} // namespace homeport
