// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/relay/relayhost.h"

#include <QFuture>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <utility>

namespace homeport {

class KeyStore;
class KeyUsageRepository;
class SerialExecutor;

// Brings what keys used to the disk, and back to the relay at the start. What can't be written (full disk, another program's lock) is
// tried again every five seconds and at the end, or a key's budget would be whole again after a restart. Lives in the GUI thread.
class KeyUsageKeeper final : public QObject
{
    Q_OBJECT

public:
    // All outlive this.
    KeyUsageKeeper(SerialExecutor &executor, KeyUsageRepository &repository, KeyStore &keys, RelayHost &relay, QObject *parent = nullptr);

    ~KeyUsageKeeper() override; // writes what is still to be written
    Q_DISABLE_COPY_MOVE(KeyUsageKeeper)

    [[nodiscard]] QFuture<Result<void>> load(); // once, before the relay listens
    void apply(const KeyUsageReport &report);
    [[nodiscard]] KeyUsageNow usageOf(qint64 keyId) const { return m_standing.value(keyId); } // as the relay said last

Q_SIGNALS:
    void usageChanged(); // after each apply(): at most four times a second

private:
    void owe(const QList<KeyUsageRow> &rows);
    void write();

    SerialExecutor &m_executor;
    KeyUsageRepository &m_repository;
    KeyStore &m_keys;
    RelayHost &m_relay;
    QHash<qint64, KeyUsageNow> m_standing;
    std::map<std::pair<qint64, qint64>, KeyUsageRow> m_owed; // by key and minute: not given to the disk yet
    std::shared_ptr<QList<KeyUsageRow>> m_batch;             // is being written, in the executor's thread, which empties it; null: none is
    bool m_hasFailed = false;
    QTimer m_retry;
};

} // namespace homeport
