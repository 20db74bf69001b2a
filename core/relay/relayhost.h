// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/localkey.h"
#include "core/accounts/accountsignal.h"
#include "core/base/result.h"
#include "core/net/transfer.h"
#include "core/usage/requestrecord.h"
#include "core/vault/sealer.h"

#include <QFuture>
#include <QObject>
#include <QThread>

#include <memory>
#include <vector>

namespace homeport {

class RelayServer;
class TokenSource;

// Everything the relay decides on, as one immutable value.
struct RelaySnapshot
{
    bool vaultLocked = true;
    QString lockedReason;      // one sentence with what to do, for the 503
    bool lockedForNow = false; // it is being unlocked: tools may try again by themselves
    std::shared_ptr<const Sealer> sealer;
    QList<LocalKey> keys;
    std::vector<RelayAccount> accounts;
};

struct RelayOptions
{
    quint16 port = 8642; // 0: any free
    QByteArray extraCaFile;
    TokenSource *tokens = nullptr; // outlives the relay; null: tokens serve as they are
    TransferTimeouts timeouts{};
};

// The relay as the GUI thread sees it: owns the relay thread, starts and stops the server in it,
// pushes snapshots to it, and hands its request records on.
class RelayHost final : public QObject
{
    Q_OBJECT

public:
    enum class State { Stopped, Starting, Listening, Draining, Failed };

    explicit RelayHost(RelayOptions options, QObject *parent = nullptr);
    ~RelayHost() override; // breaks what still runs
    Q_DISABLE_COPY_MOVE(RelayHost)

    [[nodiscard]] QFuture<Result<quint16>> start(); // the port; Conflict when it is taken
    // Refuses new requests, lets running ones finish for up to @p grace, then breaks them.
    // Result: how many had to be broken.
    [[nodiscard]] QFuture<Result<int>> stop(std::chrono::milliseconds grace);
    void setSnapshot(RelaySnapshot snapshot); // takes effect for requests that start afterwards

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString baseUrl() const; // "http://127.0.0.1:8642"
    [[nodiscard]] Error lastError() const { return m_lastError; }

Q_SIGNALS:
    void stateChanged();
    // At most 4 times a second; sizes and times of a running request once a second.
    void requestsChanged(const QList<homeport::RequestRecord> &batch);
    void accountSignalled(const homeport::AccountSignal &signal); // as RelayServer

private:
    void setState(State state);

    RelayOptions m_options;
    State m_state = State::Stopped;
    quint16 m_port = 0;
    Error m_lastError;
    QThread m_thread;
    QObject *m_anchor = nullptr;     // lives in m_thread: where work is posted to
    RelayServer *m_server = nullptr; // lives in m_thread
};

} // namespace homeport
