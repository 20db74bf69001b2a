// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/vault/sealer.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace homeport {

// Where the 32-byte master key comes from. Lives in the GUI thread.
class MasterKeySource
{
public:
    virtual ~MasterKeySource() = default;
    // "keychain", "passphrase", "keyfile", "memory"
    [[nodiscard]] virtual QString kind() const = 0;
    // Reads the key. NotFound when there is none yet (and only then), Unauthorized for a wrong
    // passphrase, Keychain/Storage when the place can't be read, Cancelled when the user refused.
    [[nodiscard]] virtual QFuture<Result<SharedSecret>> load() = 0;
    // Stores a fresh key. Conflict when one is there already: nothing is ever overwritten.
    [[nodiscard]] virtual QFuture<Result<SharedSecret>> create() = 0;
};

// The state of sealing: locked until a master key was read that fits the database.
// Lives in the GUI thread; sealer() may be handed to any thread.
class Vault final : public QObject
{
    Q_OBJECT

public:
    enum class State { Locked, Unlocking, Unlocked };

    // @p expectedKeyId: the key id stored in the database, empty for a new database.
    Vault(std::unique_ptr<MasterKeySource> source, QByteArray expectedKeyId, QObject *parent = nullptr);
    ~Vault() override;
    Q_DISABLE_COPY_MOVE(Vault)

    // Reads the key; creates one only when the database is new (expectedKeyId empty) and the source has
    // none. Result: the key id. A missing or different key for an existing database is an error that
    // says what to do; nothing is created or destroyed then. Conflict while an earlier attempt, overtaken
    // by lock() or not, has not ended.
    [[nodiscard]] QFuture<Result<QByteArray>> unlock();
    void lock(); // forgets the key; an unlock() that is under way ends with Cancelled

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] QString sourceKind() const;
    [[nodiscard]] Error lastError() const { return m_lastError; }                   // why it is locked, after a failed unlock
    [[nodiscard]] std::shared_ptr<const Sealer> sealer() const { return m_sealer; } // null while locked

Q_SIGNALS:
    void stateChanged(); // once per change, GUI thread

private:
    [[nodiscard]] Result<QByteArray> accept(const Result<SharedSecret> &key);
    void setState(State state);
    std::unique_ptr<MasterKeySource> m_source;
    QByteArray m_expectedKeyId;
    quint64 m_attempt = 0;   // tells the unlock() under way from one that lock() overtook
    bool m_atSource = false; // load() or create() has not answered yet
    State m_state = State::Locked;
    Error m_lastError;
    std::shared_ptr<const Sealer> m_sealer;
};

} // namespace homeport
