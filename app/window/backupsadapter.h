// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/backupsservice.h"

#include <QPointer>

namespace homeport {

class Backend;
class RestoreJob;

// The scheduled backups and restoring one, as the window sees them.
class BackupsAdapter final : public BackupsService
{
    Q_OBJECT

public:
    explicit BackupsAdapter(Backend &backend); // outlives it

    [[nodiscard]] BackupsState state() const override;
    [[nodiscard]] QFuture<Result<bool>> hasPassphrase() override;
    [[nodiscard]] QFuture<Result<void>> setPassphrase(SharedSecret passphrase) override;
    [[nodiscard]] QFuture<Result<BackupEntry>> makeNow() override;
    void cancelMaking() override;
    [[nodiscard]] QFuture<Result<void>> restore(const QString &file, SharedSecret passphrase, SharedSecret vaultPassphrase) override;
    void cancelRestore() override;

private:
    Backend &m_backend;
    QPointer<RestoreJob> m_job; // one at a time
};

} // namespace homeport
