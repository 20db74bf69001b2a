// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountsignal.h"
#include "core/base/result.h"
#include "core/http/httplistener.h"
#include "core/net/transfer.h"
#include "core/relay/relaysnapshot.h"
#include "core/routing/routing.h"
#include "core/storage/keyusage.h"
#include "core/usage/requestrecord.h"
#include "core/usage/storedcontents.h"

#include <QFuture>
#include <QObject>
#include <QThread>

#include <chrono>
#include <functional>

namespace homeport {

class DeviceAuthority;
class RelayServer;
class TokenSource;
class UsageSource;

struct RelayOptions
{
    quint16 port = 8642; // 0: any free
    QByteArray extraCaFile;
    TokenSource *tokens = nullptr; // outlives the relay; null: tokens serve as they are
    TransferTimeouts timeouts;     // of requests to upstreams
    // Gives keys to tools that sign in; outlives the relay. Null: nobody can, and its addresses are unknown.
    DeviceAuthority *devices = nullptr;
    // How long a request waits while the user is asked whether its program may use the relay.
    std::chrono::milliseconds programPatience{30'000};
    // Tells keys what they used; outlives the relay. Null: nobody can ask, and the addresses are unknown.
    UsageSource *usage = nullptr;
    bool ipv6 = true;           // as ListenPlace
    QString secondAddress = {}; // as ListenPlace
    HttpLimits limits = {};     // of what tools send
    // Called in the relay's thread, once each time that no request has run for @c quietAfter after the last report (RelayServer; restored
    // usage makes one as well): to tidy up. Empty: nobody is.
    std::function<void()> quiet = {};
    std::chrono::milliseconds quietAfter{10'000};
};

// What keys used since the last report, for the database and the window.
struct KeyUsageReport
{
    QList<KeyUsageRow> rows;     // to be added to what is stored
    QList<qint64> firstUses;     // keys that were never used before
    QList<KeyUsageNow> standing; // of every key that was used
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

    // The port, after a stop() the same as before; Conflict when it is taken. While Stopped or Failed.
    [[nodiscard]] QFuture<Result<quint16>> start();
    // Listens elsewhere from now on; what runs goes on. An error leaves all as it was, and start() tries the former place. Where it failed to
    // listen, it starts. Stopped or about to be, it stays so: the place is kept, untried, for the next start(), and the result is its port.
    [[nodiscard]] QFuture<Result<quint16>> moveTo(const ListenPlace &place);
    void setLimits(const HttpLimits &limits);           // at once
    void setTimeouts(const TransferTimeouts &timeouts); // of requests that start afterwards
    // Refuses new requests, lets running ones finish for up to @p grace, then breaks them.
    // Result: how many had to be broken.
    [[nodiscard]] QFuture<Result<int>> stop(std::chrono::milliseconds grace);
    void setSnapshot(RelaySnapshot snapshot);          // takes effect for requests that start afterwards
    void restoreUsage(const QList<KeyUsageRow> &rows); // once, before start()
    void dropRequestsOf(qint64 keyId);                 // breaks what runs with this key

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString baseUrl() const; // "http://127.0.0.1:8642"
    [[nodiscard]] Error lastError() const { return m_lastError; }

Q_SIGNALS:
    void stateChanged(); // or it listens elsewhere
    // At most 4 times a second; sizes and times of a running request once a second.
    void requestsChanged(const QList<homeport::RequestRecord> &batch);
    void requestsEnded(const QList<homeport::RequestRecord> &ended);      // as RelayServer
    void contentsKept(const QList<homeport::KeptRequest> &kept);          // as RelayServer
    void accountSignalled(const homeport::AccountSignal &signal);         // as AccountSelector
    void accountNews(const homeport::AccountNews &news);                  // as AccountSelector
    void keysUsed(const homeport::KeyUsageReport &report);                // as RelayServer
    void programsWaiting(const QList<homeport::WaitingProgram> &waiting); // as ProgramGate

private:
    [[nodiscard]] QFuture<Result<quint16>> listen(const ListenPlace &place);
    void setState(State state);
    void arrived(const Result<quint16> &port, const ListenPlace &place, bool moved);

    RelayOptions m_options;
    ListenPlace m_place; // wanted, or where it listens
    State m_state = State::Stopped;
    quint16 m_port = 0;
    Error m_lastError;
    QThread m_thread;
    QObject *m_anchor = nullptr;     // lives in m_thread: where work is posted to
    RelayServer *m_server = nullptr; // lives in m_thread
};

} // namespace homeport

Q_DECLARE_METATYPE(homeport::KeyUsageReport)
