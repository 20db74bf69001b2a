// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/vault/sealer.h"

#include <QFuture>
#include <QObject>

#include <functional>
#include <memory>

namespace homeport {

// Where the 32-byte master key comes from. Lives in the GUI thread.
class MasterKeySource
{
public:
    virtual ~MasterKeySource() = default;
    // "keychain", "passphrase", "keyfile", "memory"
    [[nodiscard]] virtual QString kind() const = 0;
    // Reading may wait for somebody to answer a question, without end. Otherwise it takes what its work takes.
    [[nodiscard]] virtual bool mayAsk() const { return false; }
    // Reads the key. NotFound when there is none yet (and only then), Unauthorized for a wrong
    // passphrase, Keychain/Storage when the place can't be read, Cancelled when the user refused.
    [[nodiscard]] virtual QFuture<Result<SharedSecret>> load() = 0;
    // Stores a fresh key. Conflict when one is there already: nothing is ever overwritten.
    [[nodiscard]] virtual QFuture<Result<SharedSecret>> create() = 0;

    // A second key beside the present one: how a key is replaced without a moment in which there is none.
    // stage() has it durably stored when it completes; Conflict when one is staged already.
    [[nodiscard]] virtual QFuture<Result<void>> stage(SharedSecret key) = 0;
    [[nodiscard]] virtual QFuture<Result<SharedSecret>> loadStaged() = 0; // errors as load()
    // The staged key takes the present one's place in one step. NotFound when none is staged.
    [[nodiscard]] virtual QFuture<Result<void>> promote() = 0;
    [[nodiscard]] virtual QFuture<Result<void>> discard() = 0; // the staged one, if there is one
};

// What the database says about the key it is sealed under.
struct VaultRecord
{
    VaultRecord(QByteArray id = {}, QByteArray hashKey = {}, bool pending = false) // NOLINT(google-explicit-constructor)
        : keyId(std::move(id)), sealedHashKey(std::move(hashKey)), rotationPending(pending)
    {
    }

    QByteArray keyId;             // empty: a new database
    QByteArray sealedHashKey;     // Sealer::sealedHashKey(); empty before the first rotation
    bool rotationPending = false; // a rotation began and its end is not known: the source may hold a staged key
};

// The state of sealing: locked until a master key was read that fits the database.
// Lives in the GUI thread; sealer() may be handed to any thread.
class Vault final : public QObject
{
    Q_OBJECT

public:
    enum class State { Locked, Unlocking, Unlocked };

    Vault(std::unique_ptr<MasterKeySource> source, VaultRecord record, QObject *parent = nullptr);
    ~Vault() override;
    Q_DISABLE_COPY_MOVE(Vault)

    // Reads the key; creates one only when the database is new and the source has none. Result: the key id.
    // Ends a rotation that was interrupted: the key the database was sealed with counts, staged or not. A missing or
    // different key for an existing database is an error that says what to do; nothing is created or destroyed
    // then. Conflict while an earlier attempt, overtaken by lock() or not, or a rotation has not ended.
    [[nodiscard]] QFuture<Result<QByteArray>> unlock();
    void lock(); // forgets the key; an unlock() that is under way ends with Cancelled

    // Rotation: stageKey(), then seal the database anew with the sealer it gives (core/backup), then adoptStaged(), or
    // dropStaged() when that failed. Locked; Conflict; Unauthorized for a wrong passphrase; nothing is changed then.
    [[nodiscard]] QFuture<Result<std::shared_ptr<const Sealer>>> stageKey();
    // An error is a warning: the new key holds, but its source could not put it in its final place. That is tried
    // again by the next unlock() and the next stageKey().
    [[nodiscard]] QFuture<Result<void>> adoptStaged();
    [[nodiscard]] QFuture<Result<void>> dropStaged();

    // Puts the database's own master key back into a source that has lost it. Conflict: nothing is lost;
    // Invalid: another database's key. Unlock afterwards.
    [[nodiscard]] QFuture<Result<void>> putBack(const SharedSecret &masterKey);

    [[nodiscard]] bool rotationPending() const { return m_record.rotationPending; } // as VaultRecord, after unlock()

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isBusy() const { return m_atSource; } // an unlock() or a change of the key has not ended
    [[nodiscard]] QString sourceKind() const;
    [[nodiscard]] bool mayAsk() const { return m_source->mayAsk(); }
    [[nodiscard]] Error lastError() const { return m_lastError; }                   // why it is locked, after a failed unlock
    [[nodiscard]] std::shared_ptr<const Sealer> sealer() const { return m_sealer; } // null while locked
    [[nodiscard]] SharedSecret masterKey() const { return m_masterKey; }            // null while locked; for backups and recovery codes

Q_SIGNALS:
    void stateChanged(); // once per change, GUI thread

private:
    using Done = std::function<void(const Result<SharedSecret> &key)>;
    using Ended = std::function<void(const Result<void> &result)>;

    [[nodiscard]] Result<QByteArray> accept(const Result<SharedSecret> &key);
    [[nodiscard]] bool fits(const Result<SharedSecret> &key) const;
    void loaded(const Result<SharedSecret> &key, quint64 attempt, const Done &done);
    void useStaged(const Result<SharedSecret> &present, const Done &done);
    void promote(const Ended &ended);
    void checkPresent(const Ended &ended);
    void stage(const SharedSecret &key, const Ended &ended);
    void setState(State state);

    struct Staged
    {
        SharedSecret masterKey;
        std::shared_ptr<const Sealer> sealer;
    };
    std::unique_ptr<MasterKeySource> m_source;
    VaultRecord m_record;
    quint64 m_attempt = 0;        // tells the unlock() under way from one that lock() overtook
    bool m_atSource = false;      // the source is at work, or a rotation is
    bool m_promotionOwed = false; // the staged key is the one that counts
    State m_state = State::Locked;
    Error m_lastError;
    SharedSecret m_masterKey;
    std::shared_ptr<const Sealer> m_sealer;
    Staged m_staged;
};

} // namespace homeport
