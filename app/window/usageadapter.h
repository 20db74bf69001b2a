// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/ledgerpulse.h"
#include "ui/services/usageservice.h"

namespace homeport {

class Ledger;

// The ledger as the window sees it.
class UsageAdapter final : public UsageService
{
    Q_OBJECT

public:
    explicit UsageAdapter(Ledger &ledger); // outlives it

    [[nodiscard]] QFuture<Result<UsageReport>> usage(const UsageQuestion &question) override;
    [[nodiscard]] QFuture<Result<QStringList>> names(UsageDimension dimension) override;
    [[nodiscard]] std::unique_ptr<UsageExport> createExport(const ExportQuestion &question, const QString &path) override;

private:
    Ledger &m_ledger;
    LedgerPulse m_pulse;
};

} // namespace homeport
