// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/backend.h"

#include <QTimer>

namespace homeport {

// Brings the backend up.
//
//   OpeningDatabase ─► Settling: load lists │ listen │ unlock the vault ─► Publishing ─► Ready
//          └──────────────────┴──── an error ─────────────────────────────────────────► Failed
//
// A vault that can't be unlocked is not an error: the relay then answers 503 and says why. A keychain
// that asks the user something is waited for no longer than @c patience; the rest goes on meanwhile. A
// passphrase that was given is waited for: after the ready line the relay answers with accounts.
class Startup final : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, OpeningDatabase, Settling, Publishing, Ready, Failed };
    static constexpr std::chrono::milliseconds Patience{3000};

    // @p backend outlives it. @p passphrase: null unless the vault has one and it is known.
    Startup(Backend &backend, SharedSecret passphrase, QObject *parent = nullptr, std::chrono::milliseconds patience = Patience);

    void start(); // once

Q_SIGNALS:
    void assembled(); // once, unless it fails before: the backend's accessors may be used
    // Once, last. An error after the backend was assembled is the relay's: the window can go on and show it.
    void finished(const homeport::Result<void> &result);

private:
    void assemble(const Result<VaultIdentity> &identity);
    void settle();
    void settled(const Result<void> &step);
    void unlock();
    void publish();
    void finish(const Result<void> &result);

    Backend &m_backend;
    SharedSecret m_passphrase;
    State m_state = State::Idle;
    int m_open = 0; // steps of Settling that have not ended
    Error m_problem;
    bool m_failed = false;
    bool m_vaultAwaited = false;
    QTimer m_patience;
};

} // namespace homeport
