// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/ledgerretention.h"
#include "core/storage/usagereport.h"

#include <QFuture>
#include <QHash>
#include <QObject>

namespace homeport {

class AccountStore;
class KeyStore;
class Ledger;
class Persistence;
class SerialExecutor;

// What the ledger is told: how much to keep, as the user chose it, and what accounts and keys are called. Lives in the GUI thread.
class LedgerKeeper final : public QObject
{
    Q_OBJECT

public:
    // All outlive this.
    LedgerKeeper(SerialExecutor &executor, Persistence &persistence, AccountStore &accounts, KeyStore &keys, Ledger &ledger,
                 QObject *parent = nullptr);

    // Once after start; before it the ledger keeps everything, and so it does when this fails.
    [[nodiscard]] QFuture<Result<void>> load();
    [[nodiscard]] const LedgerRetention &retention() const { return m_retention; }
    // Kept over restarts, and used at once. Storage: neither.
    [[nodiscard]] QFuture<Result<void>> setRetention(const LedgerRetention &retention);

private:
    void tellNames(UsageDimension dimension, const QHash<qint64, QString> &names);

    SerialExecutor &m_executor;
    Persistence &m_persistence;
    Ledger &m_ledger;
    LedgerRetention m_retention;
    QHash<UsageDimension, QHash<qint64, QString>> m_told;
};

} // namespace homeport
