// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/deviceauthority.h"
#include "core/access/keystore.h"

#include <QSet>

namespace homeport {

// Keys for tools that sign in: DeviceLogin, with KeyStore behind it. Lives in the GUI thread, but for what DeviceAuthority
// says of its own part.
class DeviceKeys final : public QObject, public DeviceAuthority
{
    Q_OBJECT

public:
    DeviceKeys(KeyStore &keys, Vault &vault, const Clock &clock, QObject *parent = nullptr); // all outlive this
    ~DeviceKeys() override;

    [[nodiscard]] QList<PendingDeviceLogin> pending() const { return m_login.pending(); } // oldest first
    // Makes the tool a key of its own. @p name may be empty: it is named after what the tool calls itself then. Errors as
    // DeviceLogin::find() and KeyStore::create(); Conflict while the same sign-in is being approved. Where one is
    // returned no key of it is left.
    [[nodiscard]] QFuture<Result<LocalKey>> approve(const QString &userCode, const QString &name, const KeyPolicy &policy = {});
    [[nodiscard]] Result<void> deny(const QString &userCode); // errors as DeviceLogin::find()

    [[nodiscard]] QFuture<Result<DeviceAuthorization>> begin(const QString &client, const QString &scope, const QString &program) override;
    [[nodiscard]] QFuture<Result<DevicePoll>> poll(SharedSecret deviceCode) override;
    [[nodiscard]] QFuture<Result<void>> revoke(SharedSecret token) override;

Q_SIGNALS:
    void changed(); // pending() has

private:
    using VoidPromise = std::shared_ptr<QPromise<Result<void>>>;

    void handOut(const QString &userCode, const CreatedKey &created, const std::shared_ptr<QPromise<Result<LocalKey>>> &promise);
    void takeBack(qint64 keyId, const QString &why);
    void revokeHere(const SharedSecret &token, const VoidPromise &promise);
    [[nodiscard]] QString unusedName(const PendingDeviceLogin &login) const;

    KeyStore &m_keys;
    Vault &m_vault;
    const Clock &m_clock;
    DeviceLogin m_login;
    QSet<QString> m_approving; // user codes whose key is being made
};

} // namespace homeport
