// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/serialexecutor.h"
#include "ui/services/overviewservice.h"

#include <memory>

namespace homeport {

class Backend;

// The backend's relay, vault and keys as the window sees them.
class OverviewAdapter final : public OverviewService
{
    Q_OBJECT

public:
    explicit OverviewAdapter(Backend &backend); // assembled; outlives it

    [[nodiscard]] Overview overview() const override;
    [[nodiscard]] QFuture<Result<CreatedKey>> createKey(const QString &name) override;
    [[nodiscard]] QFuture<Result<LocalKey>> revokeKey(qint64 id) override;
    [[nodiscard]] QFuture<Result<void>> unlockVault(SharedSecret passphrase) override;
    [[nodiscard]] QFuture<Result<SharedSecret>> makeRecoveryCode() override;
    [[nodiscard]] QFuture<Result<void>> saveRecoveryCode(SharedSecret code, const QString &path) override;
    void startRelay() override;
    void stopRelay() override;

private:
    Backend &m_backend;
    bool m_accountsRead = false;             // and told
    std::unique_ptr<SerialExecutor> m_files; // made when the first file is written
};

} // namespace homeport
