// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/oauth/signin.h"

#include <QObject>

namespace homeport {

class AccountStore;
class HttpEngine;

// A browser sign-in that ends as an account: SignIn's flow, then AccountStore::add(). Deleting it
// before finished() cancels. Lives in the GUI thread.
class AccountSignIn final : public QObject
{
    Q_OBJECT

public:
    // @p store and @p engine outlive it.
    AccountSignIn(QString providerId, QString name, AccountStore &store, HttpEngine &engine, QObject *parent);
    ~AccountSignIn() override;
    Q_DISABLE_COPY_MOVE(AccountSignIn)

    // The URL to open, or why not: NotFound (provider), Invalid (no browser sign-in there, bad name),
    // Conflict (name taken), Locked; nobody should sign in for an account that can't be kept.
    [[nodiscard]] Result<QUrl> start();
    [[nodiscard]] Result<void> paste(const QString &text);
    void cancel();

    [[nodiscard]] SignIn *flow() const { return m_flow; } // null before start()

Q_SIGNALS:
    void finished(const homeport::Result<homeport::Account> &result); // once

private:
    [[nodiscard]] Result<SignInProfile> check() const;
    void keep(const Result<TokenReply> &reply);

    QString m_providerId;
    QString m_name;
    AccountStore &m_store;
    HttpEngine &m_engine;
    SignIn *m_flow = nullptr;
};

} // namespace homeport
