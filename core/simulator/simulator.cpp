// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"

#include "core/http/httplistener.h"
#include "core/providers/anthropic/errors.h"
#include "core/simulator/credentials.h"
#include "core/simulator/creditpage.h"
#include "core/simulator/geminiapi.h"
#include "core/simulator/messagesapi.h"
#include "core/simulator/oauthpages.h"
#include "core/simulator/openaiapi.h"
#include "core/simulator/serviceaccounts.h"

#include <QDateTime>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QByteArray refusal(const QByteArray &, int status, const QString &why)
{
    return anthropicErrorBody(status, why, {});
}

} // namespace

struct Simulator::Private
{
    void handle(const HttpRequest &request, std::unique_ptr<ResponseStream> response);
    [[nodiscard]] QString tokenUri() const { return u"http://127.0.0.1:%1/token"_s.arg(listener->port()); }

    SimulatorFaults faults;
    SimulatedCredentials credentials;
    OAuthPages oauth{credentials};
    SimulatedServiceAccounts serviceAccounts{credentials};
    std::unique_ptr<HttpListener> listener = std::make_unique<HttpListener>(HttpLimits{}, refusal);
    MessagesApi api{credentials}; // its writers go before the listener whose sockets they write to
    GeminiApi gemini{credentials};
    OpenAiApi openAi{credentials};
};

void Simulator::Private::handle(const HttpRequest &request, std::unique_ptr<ResponseStream> response)
{
    if (oauth.handle(request, *response, faults) || serviceAccounts.handle(request, *response, faults, tokenUri()))
        return;
    if (answerCredit(request, *response, credentials))
        return;
    const bool isProbe = request.path() == "/" || request.path() == "/api/hello";
    if (isProbe && (request.method == "GET" || request.method == "HEAD"))
        return response->send(200, "text/plain; charset=utf-8", "Simulated provider: nothing leaves this computer.\n");
    if (const auto call = geminiCallOf(request))
        return gemini.handle(*call, request, std::move(response), faults);
    if (OpenAiApi::isFor(request))
        return openAi.handle(request, std::move(response), faults);
    api.handle(request, std::move(response), faults);
}

Simulator::Simulator(QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    connect(d->listener.get(), &HttpListener::requestReceived, this,
            [this](const std::shared_ptr<HttpRequest> &request, ResponseStream *stream) {
                d->handle(*request, std::unique_ptr<ResponseStream>(stream));
            });
}

Simulator::~Simulator() = default;

Result<quint16> Simulator::start(quint16 port)
{
    const auto listening = d->listener->listen(port);
    if (!listening)
        return listening.error();
    // The approval page's own form; and a sign-in may be opened by a link on any page.
    QList<QByteArray> origins;
    for (const char *host : {"127.0.0.1", "localhost", "[::1]"})
        origins << "http://" + QByteArray(host) + ':' + QByteArray::number(*listening);
    d->listener->setAllowedOrigins(origins);
    d->listener->setNavigationAllowed(true);
    // It stands for a server elsewhere: a proxy on the way to it runs as whoever it likes.
    d->listener->setOtherUsersAllowed(true);
    return listening;
}

QString Simulator::baseUrl() const
{
    return u"http://127.0.0.1:%1"_s.arg(d->listener->port());
}

ProviderProfile Simulator::profile() const
{
    ProviderProfile profile;
    profile.id = u"simulator"_s;
    profile.displayName = u"Simulated provider"_s;
    profile.baseUrl = baseUrl();
    profile.further.push_back({Protocol::Gemini, baseUrl(), AuthStyle::GoogApiKey});
    profile.further.push_back({Protocol::OpenAi, baseUrl() + u"/v1"_s, AuthStyle::Bearer});
    profile.credit = CreditProfile{u"/v1/key"_s, u"data.limit_remaining"_s, u"data.usage"_s};
    SignInProfile signIn;
    signIn.authorizeUrl = baseUrl() + u"/oauth/authorize"_s;
    signIn.tokenUrl = baseUrl() + u"/oauth/token"_s;
    signIn.clientId = QString::fromLatin1(OAuthPages::clientId());
    signIn.scopes = QStringList{u"inference"_s, u"offline_access"_s}; // so that a refresh token comes and must be kept safe
    profile.signIn = signIn;
    return profile;
}

ProviderProfile Simulator::vertexProfile() const
{
    ProviderProfile profile;
    profile.id = u"simulated-vertex"_s;
    profile.displayName = u"Simulated Vertex AI"_s;
    profile.protocol = Protocol::Gemini;
    profile.baseUrl = baseUrl();
    profile.authStyle = AuthStyle::Bearer;
    profile.apiKeyAllowed = false;
    profile.pathStyle = PathStyle::Vertex;
    profile.serviceAccount = ServiceAccountProfile{
        {u"https://www.googleapis.com/auth/cloud-platform"_s}, {u"global"_s, u"us-central1"_s}, u"gemini-demo"_s, {}, {}};
    return profile;
}

QByteArray Simulator::issueServiceAccount()
{
    return d->serviceAccounts.issue(d->tokenUri());
}

qint64 Simulator::assertionCount() const
{
    return d->serviceAccounts.assertions();
}

QByteArray Simulator::issueApiKey()
{
    return d->credentials.issueApiKey();
}

SimulatedTokens Simulator::issueTokens()
{
    return d->credentials.issueTokens(true, QDateTime::currentDateTimeUtc());
}

void Simulator::setAccessTokenLife(std::chrono::seconds life)
{
    d->credentials.setAccessTokenLife(life);
}

void Simulator::setFaults(const SimulatorFaults &faults)
{
    d->faults = faults;
}

void Simulator::setKeyFaults(const QByteArray &credential, const KeyFaults &faults)
{
    if (SimulatedAccount *account = d->credentials.accountOf(credential))
        account->setFaults(faults, QDateTime::currentDateTimeUtc());
    d->credentials.setRefused(credential, faults.unauthorized);
}

qint64 Simulator::requestCount() const
{
    return d->api.requests() + d->gemini.requests() + d->openAi.requests();
}

qint64 Simulator::requestCount(const QByteArray &credential) const
{
    const SimulatedAccount *account = d->credentials.accountOf(credential);
    return account ? account->requests() : 0;
}

TokenUsage Simulator::usage(const QByteArray &credential) const
{
    const SimulatedAccount *account = d->credentials.accountOf(credential);
    return account ? account->usage() : TokenUsage{};
}

std::map<QString, TokenUsage> Simulator::usageByModel(const QByteArray &credential) const
{
    const SimulatedAccount *account = d->credentials.accountOf(credential);
    return account ? account->usageByModel() : std::map<QString, TokenUsage>{};
}

int Simulator::openStreams() const
{
    return d->api.streams() + d->gemini.streams() + d->openAi.streams();
}

} // namespace homeport
