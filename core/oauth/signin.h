// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/net/transfer.h"
#include "core/oauth/tokenrequest.h"
#include "core/providers/profile.h"

#include <QObject>
#include <QUrl>

#include <chrono>
#include <memory>

namespace homeport {

struct Redirect;

// One browser sign-in, from the authorize URL to the tokens. Lives in the GUI thread.
//
//   start() ─► Waiting ──callback or pasted──► Exchanging ──► Succeeded
//                 └── 5 minutes, cancel(), denied ───┴──────► Failed        (one finished(), always)
//
// Waiting listens on an ephemeral port of 127.0.0.1 and ::1 for exactly one valid redirect (or, where the profile has a
// code page, for what is pasted from it, and listens to nothing); the state is compared in constant time and used once. Nothing listens any more once it has finished. Whatever the browser is shown is a
// static page of ours that holds neither code nor state.
class SignIn final : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, Waiting, Exchanging, Succeeded, Failed };
    struct Options
    {
        std::chrono::milliseconds timeLimit{300'000};
        TokenFetch fetch;   // for the exchange
        OAuthClient client; // the user's own; an empty id: the profile's
    };

    // @p engine (same thread) outlives the flow.
    SignIn(SignInProfile profile, HttpEngine &engine, Options options, QObject *parent = nullptr);
    ~SignIn() override;
    Q_DISABLE_COPY_MOVE(SignIn)

    // Once. Starts listening. The URL to open in the browser, or why not: then the flow stays Idle and finished()
    // is not emitted. Invalid: the profile has no client id. Conflict, Network: no port.
    [[nodiscard]] Result<QUrl> start();
    // For a browser that can't reach us: the full callback address, "code#state", or the bare code
    // (the last only where the provider has no state of its own). An error (Invalid, or Unauthorized when it
    // belongs to another sign-in) leaves the flow waiting.
    [[nodiscard]] Result<void> paste(const QString &text);
    void cancel(); // finished() is emitted from inside; nothing happens when it is over already

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] QUrl authorizeUrl() const { return m_authorizeUrl; }
    // The provider's page shows a code to paste, and sends the browser nowhere.
    [[nodiscard]] bool showsCode() const { return !m_profile.codePageUrl.isEmpty(); }

Q_SIGNALS:
    void stateChanged();
    // Once, unless the flow is destroyed first. The flow may be deleted in the handler. Errors: Cancelled, Timeout,
    // Unauthorized (denied, or refused by either endpoint: what that means, and the provider's words), Network, Unavailable.
    void finished(const homeport::Result<homeport::TokenReply> &result);

private:
    struct Flow;
    void proceed(const Redirect &redirect);
    void finish(const Result<TokenReply> &result);
    void setState(State state);

    const SignInProfile m_profile; // with the client that signs in
    HttpEngine &m_engine;
    const Options m_options;
    std::unique_ptr<Flow> m_flow; // null but in Waiting and Exchanging
    State m_state = State::Idle;
    QUrl m_authorizeUrl;
};

} // namespace homeport
