// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accounttest.h"
#include "core/accounts/clientfile.h"
#include "core/accounts/signinrequest.h"
#include "core/providers/profile.h"
#include "ui/services/signinsession.h"

#include <QFuture>
#include <QList>
#include <QObject>

#include <memory>
#include <vector>

namespace homeport {

// The user's accounts, for the window: AccountStore and the browser sign-in behind one door. GUI thread only.
class AccountsService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] virtual QList<Account> accounts() const = 0;                     // by creation
    [[nodiscard]] virtual std::vector<ProviderProfile> profiles() const = 0;       // by display order; constant
    [[nodiscard]] virtual std::vector<ProfileProblem> profileProblems() const = 0; // the user's files that were left out; constant

    // Errors as AccountStore's operations of the same name.
    [[nodiscard]] virtual QFuture<Result<Account>> add(NewAccount account) = 0;
    [[nodiscard]] virtual QFuture<Result<Account>> setPaused(qint64 id, bool paused) = 0;
    [[nodiscard]] virtual QFuture<Result<Account>> remove(qint64 id) = 0;
    [[nodiscard]] virtual QFuture<Result<Account>> undoRemove(qint64 id) = 0;

    [[nodiscard]] virtual QFuture<Result<Account>> rename(qint64 id, const QString &name) = 0;
    // The organization and project that an OpenAI account's requests count for; empty: none.
    [[nodiscard]] virtual QFuture<Result<Account>> setOwner(qint64 id, const QString &organization, const QString &project) = 0;
    // Another API key, or a service account's key file. Errors as AccountStore::setApiKey().
    [[nodiscard]] virtual QFuture<Result<Account>> setKey(qint64 id, SharedSecret key) = 0;
    // A fresh access token now. Errors as TokenKeeper::refreshNow().
    [[nodiscard]] virtual QFuture<Result<Account>> refresh(qint64 id) = 0;
    // Asks the account for one token of an answer. Errors as AccountTest::run().
    [[nodiscard]] virtual QFuture<Result<AccountTestReport>> test(qint64 id) = 0;

    // The OAuth client in a file of the user's choice. Errors as parseClientFile(), and NotFound, Invalid (no small regular file).
    [[nodiscard]] virtual QFuture<Result<ClientFile>> readClientFile(const QString &path) = 0;

    // A service account's key file of the user's choice, not looked into yet. Errors as readServiceAccountFile().
    [[nodiscard]] virtual QFuture<Result<SharedSecret>> readServiceAccountFile(const QString &path) = 0;

    // A sign-in that has not been started yet: for a new account, or for one again.
    [[nodiscard]] virtual std::unique_ptr<SignInSession> createSignIn(const SignInRequest &request) = 0;

Q_SIGNALS:
    void accountsChanged(); // after changes of accounts(); several in quick succession may come as one
};

} // namespace homeport
