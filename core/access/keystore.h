// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/localkey.h"
#include "core/base/result.h"
#include "core/base/secret.h"

#include <QFuture>
#include <QList>
#include <QObject>

namespace homeport {

class KeyRepository;
class SerialExecutor;
class Vault;
struct KeyRow;

struct CreatedKey
{
    LocalKey key;
    SharedSecret plain; // the only time it is seen
};

// The local keys: list in memory, truth in the database. Lives in the GUI thread.
class KeyStore final : public QObject
{
    Q_OBJECT

public:
    KeyStore(SerialExecutor &executor, KeyRepository &repository, Vault &vault, QObject *parent = nullptr);
    ~KeyStore() override;

    [[nodiscard]] QFuture<Result<QList<LocalKey>>> load();
    [[nodiscard]] bool isLoaded() const { return m_loaded; }             // before the keysChanged() that tells of it, of an empty list too
    [[nodiscard]] const QList<LocalKey> &keys() const { return m_keys; } // revoked ones included, by creation

    // Errors: Invalid (name empty or too long; the policy's field by name), Conflict (name taken), Locked, Storage.
    [[nodiscard]] QFuture<Result<CreatedKey>> create(const QString &name, const KeyPolicy &policy = {},
                                                     LocalKey::Kind kind = LocalKey::Kind::Manual);
    // A key that can be had again, for a tool that asks a command for it: the vault makes it from @p seed (16 bytes or more,
    // random), so that neither the seed nor the database gives it away. Errors as create().
    [[nodiscard]] QFuture<Result<CreatedKey>> createFromSeed(const QString &name, const QByteArray &seed);
    // That key once more. Errors: NotFound (no valid key was made from it), Locked.
    [[nodiscard]] Result<CreatedKey> fromSeed(const QByteArray &seed) const;
    // These three: also NotFound, when no valid key has that id.
    [[nodiscard]] QFuture<Result<LocalKey>> revoke(qint64 id);
    [[nodiscard]] QFuture<Result<LocalKey>> rename(qint64 id, const QString &name);
    [[nodiscard]] QFuture<Result<LocalKey>> setPolicy(qint64 id, const KeyPolicy &policy); // replaces an unreadable one, too
    // When keys were used for the first time; those that were used before keep their date.
    [[nodiscard]] QFuture<Result<void>> noteFirstUse(const QList<qint64> &ids, const QDateTime &when);

Q_SIGNALS:
    void keysChanged(); // after each change of keys()

private:
    [[nodiscard]] QFuture<Result<CreatedKey>> store(KeyRow row, QByteArray plain);
    [[nodiscard]] QFuture<Result<LocalKey>> taken(const QFuture<Result<KeyRow>> &change);
    void take(const KeyRow &row);

    SerialExecutor &m_executor;
    KeyRepository &m_repository;
    Vault &m_vault;
    bool m_loaded = false;
    QList<LocalKey> m_keys;
};

} // namespace homeport
