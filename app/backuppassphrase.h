// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QFuture>
#include <QObject>

namespace homeport {

class Persistence;
class SerialExecutor;
class Vault;

// The passphrase that scheduled backups are sealed under, kept in the database under the vault's key: nobody is there to type it. Lives in
// the GUI thread. Errors: Locked, Storage.
class BackupPassphrase final : public QObject
{
    Q_OBJECT

public:
    BackupPassphrase(SerialExecutor &executor, Persistence &persistence, Vault &vault, QObject *parent = nullptr); // all outlive it

    [[nodiscard]] QFuture<Result<SharedSecret>> read();                        // NotFound: none was given
    [[nodiscard]] QFuture<Result<void>> store(const SharedSecret &passphrase); // Invalid: empty

private:
    SerialExecutor &m_executor;
    Persistence &m_persistence;
    Vault &m_vault;
};

} // namespace homeport
