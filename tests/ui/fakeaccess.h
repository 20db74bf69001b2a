// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/accessservice.h"

#include <QHash>

#include <optional>

namespace homeport::test {

// Local keys without a store. Answers at once and remembers what it was asked.
class FakeAccess final : public AccessService
{
    Q_OBJECT

public:
    [[nodiscard]] QList<LocalKey> keys() const override { return m_keys; }
    [[nodiscard]] KeyUsageNow usageOf(qint64 keyId) const override { return usage.value(keyId); }
    [[nodiscard]] QList<Account> accounts() const override { return knownAccounts; }
    [[nodiscard]] QList<AccountGroup> groups() const override { return knownGroups; }
    [[nodiscard]] QStringList knownModels() const override { return models; }
    [[nodiscard]] QFuture<Result<CreatedKey>> create(const QString &name, const KeyPolicy &policy) override;
    [[nodiscard]] QFuture<Result<LocalKey>> rename(qint64 id, const QString &name) override;
    [[nodiscard]] QFuture<Result<LocalKey>> setPolicy(qint64 id, const KeyPolicy &policy) override;
    [[nodiscard]] QFuture<Result<LocalKey>> revoke(qint64 id, bool drop) override;
    [[nodiscard]] QList<PendingLogin> pendingLogins() const override { return m_logins; }
    [[nodiscard]] QFuture<Result<LocalKey>> approveLogin(const QString &userCode, const QString &keyName) override;
    void denyLogin(const QString &userCode) override;
    [[nodiscard]] bool asksForPrograms() const override { return m_asking; }
    [[nodiscard]] QList<KnownProgram> programs() const override { return m_programs; }
    [[nodiscard]] QList<WaitingProgram> waitingPrograms() const override { return m_waiting; }
    [[nodiscard]] QFuture<Result<void>> askForPrograms(bool ask) override;
    [[nodiscard]] QFuture<Result<KnownProgram>> decideProgram(const QString &executable, bool allow) override;
    [[nodiscard]] QFuture<Result<void>> forgetProgram(const QString &executable) override;

    void set(const QList<LocalKey> &keys);
    void setLogins(const QList<PendingLogin> &logins);
    void setPrograms(bool asking, const QList<KnownProgram> &programs, const QList<WaitingProgram> &waiting);
    void setUsage(qint64 id, const KeyUsageNow &now);

    QHash<qint64, KeyUsageNow> usage;
    QList<Account> knownAccounts;
    QList<AccountGroup> knownGroups;
    QStringList models{QStringLiteral("claude-haiku-4-5"), QStringLiteral("claude-opus-4-5"), QStringLiteral("claude-sonnet-4-5")};
    std::optional<Error> failWith;
    QByteArray plainKey = "hp_planted-secret-0123456789abcdefghijklmnopqrs";
    KeyPolicy lastPolicy;
    int policiesSet = 0;
    bool lastDrop = false;
    QStringList denied;
    QStringList approved; // "CODE as name"

private:
    [[nodiscard]] QFuture<Result<LocalKey>> change(qint64 id, const std::function<void(LocalKey &)> &how);

    QList<LocalKey> m_keys;
    QList<PendingLogin> m_logins;
    bool m_asking = false;
    QList<KnownProgram> m_programs;
    QList<WaitingProgram> m_waiting;
    qint64 m_lastId = 0;
};

} // namespace homeport::test
