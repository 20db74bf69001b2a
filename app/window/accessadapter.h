// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/signalgate.h"
#include "ui/services/accessservice.h"

namespace homeport {

class Backend;

// The backend's local keys as the window sees them.
class AccessAdapter final : public AccessService
{
    Q_OBJECT

public:
    explicit AccessAdapter(Backend &backend); // assembled; outlives it

    [[nodiscard]] QList<LocalKey> keys() const override;
    [[nodiscard]] KeyUsageNow usageOf(qint64 keyId) const override;
    [[nodiscard]] QList<Account> accounts() const override;
    [[nodiscard]] QList<AccountGroup> groups() const override;
    [[nodiscard]] QStringList knownModels() const override;
    [[nodiscard]] QFuture<Result<CreatedKey>> create(const QString &name, const KeyPolicy &policy) override;
    [[nodiscard]] QFuture<Result<LocalKey>> rename(qint64 id, const QString &name) override;
    [[nodiscard]] QFuture<Result<LocalKey>> setPolicy(qint64 id, const KeyPolicy &policy) override;
    [[nodiscard]] QFuture<Result<LocalKey>> revoke(qint64 id, bool drop) override;
    [[nodiscard]] QList<PendingLogin> pendingLogins() const override;
    [[nodiscard]] QFuture<Result<LocalKey>> approveLogin(const QString &userCode, const QString &keyName) override;
    void denyLogin(const QString &userCode) override;
    [[nodiscard]] bool asksForPrograms() const override;
    [[nodiscard]] QList<KnownProgram> programs() const override;
    [[nodiscard]] QList<WaitingProgram> waitingPrograms() const override;
    [[nodiscard]] QFuture<Result<void>> askForPrograms(bool ask) override;
    [[nodiscard]] QFuture<Result<KnownProgram>> decideProgram(const QString &executable, bool allow) override;
    [[nodiscard]] QFuture<Result<void>> forgetProgram(const QString &executable) override;

private:
    Backend &m_backend;
    SignalGate m_gate;
};

} // namespace homeport
