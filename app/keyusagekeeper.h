// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/relay/relayhost.h"

#include <QFuture>
#include <QHash>
#include <QObject>

namespace homeport {

class KeyStore;
class KeyUsageRepository;
class SerialExecutor;

// Brings what keys used to the disk, and back to the relay at the start. Lives in the GUI thread.
class KeyUsageKeeper final : public QObject
{
    Q_OBJECT

public:
    // All outlive this.
    KeyUsageKeeper(SerialExecutor &executor, KeyUsageRepository &repository, KeyStore &keys, RelayHost &relay, QObject *parent = nullptr);

    [[nodiscard]] QFuture<Result<void>> load(); // once, before the relay listens
    void apply(const KeyUsageReport &report);
    [[nodiscard]] KeyUsageNow usageOf(qint64 keyId) const { return m_standing.value(keyId); } // as the relay said last

Q_SIGNALS:
    void usageChanged(); // after each apply(): at most four times a second

private:
    SerialExecutor &m_executor;
    KeyUsageRepository &m_repository;
    KeyStore &m_keys;
    RelayHost &m_relay;
    QHash<qint64, KeyUsageNow> m_standing;
};

} // namespace homeport
