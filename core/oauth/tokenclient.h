// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/oauth/tokenrequest.h"

#include <QFuture>
#include <QObject>

namespace homeport {

// Redeems one authorization code. Same thread as its engine, which outlives it.
class TokenClient final : public QObject
{
    Q_OBJECT

public:
    TokenClient(SignInProfile profile, OAuthClient client, HttpEngine &engine, TokenFetch fetch, QObject *parent = nullptr);
    ~TokenClient() override; // cancels
    Q_DISABLE_COPY_MOVE(TokenClient)

    void redeem(const CodeGrant &grant); // once
    void cancel();                       // the connection closes, nothing is reported any more

Q_SIGNALS:
    // At most once. Besides parseTokenReply()'s errors: Network, Timeout, Unavailable (the way there).
    void finished(const homeport::Result<homeport::TokenReply> &result);

private:
    SignInProfile m_profile;
    OAuthClient m_client;
    HttpEngine &m_engine;
    TokenFetch m_fetch;
    QFuture<Result<HttpResponse>> m_running;
    bool m_cancelled = false;
};

} // namespace homeport
