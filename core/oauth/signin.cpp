// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/signin.h"

#include "core/base/logging.h"
#include "core/base/random.h"
#include "core/oauth/authorizationerror.h"
#include "core/oauth/formdata.h"
#include "core/oauth/loopbackreceiver.h"
#include "core/oauth/pkce.h"
#include "core/oauth/tokenclient.h"

#include <QPointer>
#include <QTimer>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct DeleteLater
{
    void operator()(QObject *object) const { object->deleteLater(); } // we may be in its own signal
};

QByteArray stateOf(const SharedSecret &state)
{
    return state->reveal([](QByteArrayView bytes) { return bytes.toByteArray(); });
}

SignInProfile withClient(SignInProfile profile, const OAuthClient &client)
{
    if (!client.id.isEmpty())
        profile.clientId = client.id;
    return profile;
}

} // namespace

// What exists while the sign-in runs, and ends with it.
struct SignIn::Flow
{
    Flow(const SignInProfile &profile, HttpEngine &engine, const Options &options)
        : pkce(makePkce()), state(shareSecret(randomToken(32))), receiver(new LoopbackReceiver(state)),
          tokens(new TokenClient(profile, {profile.clientId, options.client.secret}, engine, options.fetch)), limit(new QTimer)
    {
        limit->setSingleShot(true);
    }
    ~Flow()
    {
        receiver->close();
        tokens->cancel();
        limit->stop();
    }
    Q_DISABLE_COPY_MOVE(Flow)

    // Where the provider sends the browser to. OpenRouter has no state of its own: ours rides along.
    [[nodiscard]] QByteArray redirectUri(const SignInProfile &profile) const
    {
        if (!profile.codePageUrl.isEmpty())
            return profile.codePageUrl.toUtf8();
        QByteArray uri = receiver->redirectUri();
        if (profile.flavor == SignInProfile::Flavor::OpenRouter)
            appendQueryField(uri, "state", stateOf(state));
        return uri;
    }

    [[nodiscard]] QUrl authorizeUrl(const SignInProfile &profile) const
    {
        QByteArray url = profile.authorizeUrl.toUtf8();
        if (profile.flavor == SignInProfile::Flavor::OpenRouter) {
            appendQueryField(url, "callback_url", redirectUri(profile));
        } else {
            appendQueryField(url, "response_type", "code");
            appendQueryField(url, "client_id", profile.clientId.toUtf8());
            appendQueryField(url, "redirect_uri", redirectUri(profile));
            if (!profile.scopes.isEmpty())
                appendQueryField(url, "scope", profile.scopes.join(u' ').toUtf8());
            appendQueryField(url, "state", stateOf(state));
            for (const auto &[name, value] : profile.authorizeParameters)
                appendQueryField(url, name.toUtf8(), value.toUtf8());
        }
        appendQueryField(url, "code_challenge", pkce.challenge);
        appendQueryField(url, "code_challenge_method", "S256");
        return QUrl::fromEncoded(url, QUrl::StrictMode);
    }

    Pkce pkce;
    SharedSecret state;
    std::unique_ptr<LoopbackReceiver, DeleteLater> receiver;
    std::unique_ptr<TokenClient, DeleteLater> tokens;
    std::unique_ptr<QTimer, DeleteLater> limit;
};

SignIn::SignIn(SignInProfile profile, HttpEngine &engine, Options options, QObject *parent)
    : QObject(parent), m_profile(withClient(std::move(profile), options.client)), m_engine(engine), m_options(std::move(options))
{
}

SignIn::~SignIn() = default;

Result<QUrl> SignIn::start()
{
    if (m_state != State::Idle)
        return Error{Error::Code::Conflict, u"This sign-in was started already."_s};
    if (m_profile.flavor == SignInProfile::Flavor::OAuth2 && m_profile.clientId.isEmpty())
        return Error{Error::Code::Invalid, u"This provider gives sign-in to registered applications only, and no client id is set."_s};
    auto flow = std::make_unique<Flow>(m_profile, m_engine, m_options);
    if (m_profile.codePageUrl.isEmpty()) {
        const auto port = flow->receiver->listen();
        if (!port)
            return port.error();
        qCInfo(lcOAuth) << "sign-in waits on port" << *port;
    }
    m_authorizeUrl = flow->authorizeUrl(m_profile);
    if (!m_authorizeUrl.isValid())
        return Error{Error::Code::Invalid, u"The provider's authorize address is not valid."_s};
    connect(flow->receiver.get(), &LoopbackReceiver::received, this, &SignIn::proceed);
    connect(flow->tokens.get(), &TokenClient::finished, this, &SignIn::finish);
    connect(flow->limit.get(), &QTimer::timeout, this, [this] {
        finish(Error{Error::Code::Timeout, u"The sign-in was not completed in time."_s});
    });
    flow->limit->start(m_options.timeLimit);
    m_flow = std::move(flow);
    setState(State::Waiting);
    return m_authorizeUrl;
}

Result<void> SignIn::paste(const QString &text)
{
    if (m_state != State::Waiting)
        return Error{Error::Code::Conflict, u"No sign-in is waiting for an address."_s};
    auto redirect = parsePasted(text);
    if (!redirect)
        return redirect.error();
    const bool stateIsOurs = m_profile.flavor == SignInProfile::Flavor::OpenRouter;
    if (!redirect->state && !(stateIsOurs && redirect->code))
        return Error{Error::Code::Invalid, u"A part is missing: paste the whole address, or the whole code with what follows the #."_s};
    if (redirect->state && !(*redirect->state == *m_flow->state))
        return Error{Error::Code::Unauthorized, u"This belongs to another sign-in: use the page that was opened last."_s};
    proceed(*redirect);
    return {};
}

void SignIn::cancel()
{
    if (m_state == State::Waiting || m_state == State::Exchanging)
        finish(Error{Error::Code::Cancelled, u"The sign-in was cancelled."_s});
}

// The state has been checked. A redirect that comes after a pasted one finds the flow past Waiting.
void SignIn::proceed(const Redirect &redirect)
{
    if (m_state != State::Waiting)
        return;
    if (!redirect.code)
        return finish(authorizationError(redirect));
    const CodeGrant grant{redirect.code, shareSecret(m_flow->pkce.verifier.clone()), m_flow->state, m_flow->redirectUri(m_profile)};
    m_flow->receiver->expectNothing();
    m_flow->tokens->redeem(grant);
    setState(State::Exchanging);
}

void SignIn::finish(const Result<TokenReply> &result)
{
    if (!m_flow)
        return;
    const Result<TokenReply> kept = result; // the sender may go with the flow
    m_flow.reset();
    qCInfo(lcOAuth) << "sign-in ended:" << (kept ? "succeeded"_L1 : codeName(kept.error().code));
    const QPointer<SignIn> alive(this);
    setState(kept ? State::Succeeded : State::Failed);
    if (alive)
        Q_EMIT finished(kept);
}

void SignIn::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

} // namespace homeport
