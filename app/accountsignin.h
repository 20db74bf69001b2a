// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountsignal.h"
#include "core/accounts/codeassistonboarding.h"
#include "core/accounts/signinrequest.h"
#include "core/oauth/signin.h"
#include "core/oauth/tokenreply.h"

#include <QObject>
#include <QPointer>

#include <functional>

namespace homeport {

class AccountStore;
class HttpEngine;

// What sign-ins need of the process; all of it outlives them.
struct SignInParts
{
    AccountStore &store;
    HttpEngine &engine;
    std::function<ProxyRoute(const ProxyChoice &proxies, const QString &url)> route;
    std::function<void(const AccountSignal &signal)> report; // what the exchange tells of proxies
    OnboardingOptions onboarding = {};
};

// A browser sign-in that ends as an account: SignIn's flow, for Code Assist its project and tier (CodeAssistOnboarding), then AccountStore::add(), or
// replaceCredential() where an account signs in again. Deleting it before finished() cancels. Lives in the GUI thread.
class AccountSignIn final : public QObject
{
    Q_OBJECT

public:
    AccountSignIn(SignInRequest request, SignInParts parts, QObject *parent);
    ~AccountSignIn() override;
    Q_DISABLE_COPY_MOVE(AccountSignIn)

    // The URL to open, or why not: NotFound (provider, account), Invalid (no browser sign-in there, bad name, no client),
    // Conflict (name taken), Locked, Unavailable (no way through its proxies); nobody should sign in for an account that
    // can't be kept.
    [[nodiscard]] Result<QUrl> start();
    [[nodiscard]] Result<void> paste(const QString &text);
    void cancel();

    [[nodiscard]] SignIn *flow() const { return m_flow; } // null before start()

Q_SIGNALS:
    void settingUp(int looks, int mostLooks);                         // Code Assist is setting the account up
    void finished(const homeport::Result<homeport::Account> &result); // once

private:
    [[nodiscard]] Result<void> takeFromAccount();
    [[nodiscard]] QFuture<Result<HttpResponse>> fetch(const TransferRequest &request);
    [[nodiscard]] Result<SignInProfile> check();
    void signedIn(const Result<TokenReply> &reply);
    void onboard(const ProviderProfile &profile, const TokenReply &reply);
    void keep(const TokenReply &reply);

    SignInRequest m_request;
    SignInParts m_parts;
    SignIn *m_flow = nullptr;
    QPointer<CodeAssistOnboarding> m_onboarding;
};

} // namespace homeport
