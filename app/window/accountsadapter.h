// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/signalgate.h"
#include "ui/services/accountsservice.h"

namespace homeport {

class Backend;

// The backend's accounts as the window sees them.
class AccountsAdapter final : public AccountsService
{
    Q_OBJECT

public:
    explicit AccountsAdapter(Backend &backend); // assembled; outlives it

    [[nodiscard]] QList<Account> accounts() const override;
    [[nodiscard]] std::vector<ProviderProfile> profiles() const override;
    [[nodiscard]] std::vector<ProfileProblem> profileProblems() const override;
    [[nodiscard]] QFuture<Result<Account>> add(NewAccount account) override;
    [[nodiscard]] QFuture<Result<Account>> setPaused(qint64 id, bool paused) override;
    [[nodiscard]] QFuture<Result<Account>> remove(qint64 id) override;
    [[nodiscard]] QFuture<Result<Account>> undoRemove(qint64 id) override;
    [[nodiscard]] QFuture<Result<Account>> rename(qint64 id, const QString &name) override;
    [[nodiscard]] QFuture<Result<Account>> setOwner(qint64 id, const QString &organization, const QString &project) override;
    [[nodiscard]] QFuture<Result<Account>> setKey(qint64 id, SharedSecret key) override;
    [[nodiscard]] QFuture<Result<Account>> refresh(qint64 id) override;
    [[nodiscard]] QFuture<Result<AccountTestReport>> test(qint64 id) override;
    [[nodiscard]] QFuture<Result<ClientFile>> readClientFile(const QString &path) override;
    [[nodiscard]] QFuture<Result<SharedSecret>> readServiceAccountFile(const QString &path) override;
    [[nodiscard]] std::unique_ptr<SignInSession> createSignIn(const SignInRequest &request) override;

private:
    Backend &m_backend;
    SignalGate m_gate;
};

} // namespace homeport
